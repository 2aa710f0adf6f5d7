package dev.xwatch.procfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LockedMemoryTest {
    private static final String HEAD =
            "Limit                     Soft Limit           Hard Limit           Units     \n";

    @Test
    void readsTheSoftLimit() {
        assertThat(LockedMemory.parse(HEAD
                                + "Max locked memory         65536                8388608              bytes     \n")
                        .limit())
                .isEqualTo(65536);
        assertThat(LockedMemory.parse(HEAD
                                + "Max locked memory         unlimited            unlimited            bytes     \n")
                        .limit())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void moreThanCanBeCountedIsUnlimited() {
        assertThat(LockedMemory.parse(HEAD + "Max locked memory         9223372036854775808  unlimited  bytes\n")
                        .limit())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void saysThatItIsNotThere() {
        assertThatThrownBy(() -> LockedMemory.parse(HEAD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Max locked memory");
    }

    @Test
    void readsThisProcess() throws IOException {
        assertThat(LockedMemory.self().limit()).isNotNegative();
    }
}
