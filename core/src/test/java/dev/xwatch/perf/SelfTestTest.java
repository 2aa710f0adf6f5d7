package dev.xwatch.perf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.procfs.Cpus;
import org.junit.jupiter.api.Test;

class SelfTestTest {
    private static SelfTest of(long count, int recorded, long hitNanos) {
        return new SelfTest(100, count, recorded, 200, hitNanos);
    }

    @Test
    void aKernelThatCountsPassesAndTellsTheCostOfAHit() throws Exception {
        Kernel.requireBreakpoints();

        SelfTest test = SelfTest.run(PerfFeatures.probe(), Sampling.PLAIN, Cpus.online());

        assertThat(test.isExact()).as("%s", test).isTrue();
        assertThat(test.whyBlind()).isEmpty();
        assertThat(test.hitNanos()).isBetween(100L, 10_000_000L);
        assertThat(test.callNanos()).isPositive();
    }

    @Test
    void hitsThatBringTheMostStackAreRecordedToo() throws Exception {
        Kernel.requireBreakpoints();

        SelfTest test = SelfTest.run(
                PerfFeatures.probe(), new Sampling(8192, UserRegisters.ARGUMENTS, Sampling.EARLY), Cpus.online());

        assertThat(test.isExact()).as("%s", test).isTrue();
    }

    @Test
    void aRareDuplicateIsNoFault() {
        assertThat(of(100, 100, 9000).isExact()).isTrue();
        assertThat(of(100, 101, 9000).isExact()).isTrue();
        assertThat(of(100, 102, 9000).isExact()).isFalse();
        assertThat(of(100, 99, 9000).isExact()).isFalse();
        assertThat(of(99, 100, 9000).isExact()).isFalse();
        assertThat(of(101, 101, 9000).isExact()).isFalse();
    }

    @Test
    void hitsThatTrapUncountedAreToldFromNoHits() {
        assertThat(of(0, 0, 9000).whyBlind())
                .hasValueSatisfying(why -> assertThat(why.why()).contains("debug exception"));
        assertThat(of(50, 50, 9000).whyBlind())
                .hasValueSatisfying(why -> assertThat(why.why()).contains("debug exception"));
        assertThat(of(0, 0, 3).whyBlind())
                .hasValueSatisfying(why -> assertThat(why.why()).contains("never hit"));
        assertThat(of(100, 100, 9000).whyBlind()).isEmpty();
    }
}
