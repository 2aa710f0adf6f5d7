package dev.xwatch.boot;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xwatch.watch.RefusedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineTest {
    @ParameterizedTest
    @CsvSource({"5.13.0", "5.15.0-91-generic", "6.1.0", "10.2", "something else"})
    void kernelsSince513AreFine(String release) {
        assertThatCode(() -> Machine.require("Linux", release, "amd64")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "Linux,5.12.19,amd64,5.12.19",
        "Linux,4.18.0-553.el8,amd64,4.18",
        "Linux,6.1,aarch64,aarch64",
        "Mac OS X,14.0,amd64,Mac OS X"
    })
    void othersAreNamed(String os, String release, String arch, String named) {
        assertThatThrownBy(() -> Machine.require(os, release, arch))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(named);
    }
}
