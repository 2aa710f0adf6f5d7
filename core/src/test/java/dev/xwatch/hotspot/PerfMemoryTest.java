package dev.xwatch.hotspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerfMemoryTest {
    private final FakePerfMemory fake = new FakePerfMemory();

    private OptionalLong find(String name) throws HotSpotUnavailableException {
        return new PerfMemory(fake.vm().load(), fake.vm()).find(name);
    }

    @Test
    void aCounterIsFoundByItsWholeName() throws HotSpotUnavailableException {
        assertThat(find(FakePerfMemory.FIRST)).hasValue(fake.address() + 32 + 40);
        assertThat(find(FakePerfMemory.SECOND)).hasValue(fake.address() + 32 + 48 + 40);
        assertThat(find("sun.ci")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 20, 100, Integer.MIN_VALUE})
    void oneThatIsNotInItIsNotFound(int used) throws HotSpotUnavailableException {
        fake.used(used);

        assertThat(find(FakePerfMemory.SECOND)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {41, -100, Integer.MAX_VALUE})
    void aValueOutsideOfItIsNone(int offset) throws HotSpotUnavailableException {
        fake.secondData(offset);

        assertThat(find(FakePerfMemory.SECOND)).isEmpty();
    }
}
