package dev.xwatch.hotspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What runs of a method without entering its compiled version. */
class BlindSpotsTest {
    private static final RunningJvm JVM = RunningJvm.INSTANCE;
    private static final long TIMEOUT_NANOS = 60_000_000_000L;
    private static final int FEW_CALLS = 50;

    static volatile int sink;

    private static final class Leaf {
        static int leaf(int x) {
            return x * 31 + 7;
        }
    }

    private static final class Caller {
        static int sum(int times) {
            int sum = 0;
            for (int i = 0; i < times; i++) {
                sum += Leaf.leaf(i);
            }
            return sum;
        }
    }

    private static final class Rare {
        static int rare(int x) {
            return x + 1;
        }
    }

    @Test
    void aCallerThatHasAnInlinedCopyIsFound() throws Exception {
        Method leaf = JVM.method(Leaf.class, "leaf", "(I)I");
        Method caller = JVM.method(Caller.class, "sum", "(I)I");
        long start = System.nanoTime();
        List<Long> holders = new ArrayList<>();
        while (!holders.contains(caller.address()) && System.nanoTime() - start < TIMEOUT_NANOS) {
            for (int i = 0; i < 1_000; i++) {
                sink = Caller.sum(1_000);
            }
            JVM.hotspot().inlineScan().run((nmethod, inlined) -> {
                if (inlined.contains(leaf.address())) {
                    holders.add(nmethod.methodAddress());
                }
            });
        }

        assertThat(holders).contains(caller.address()).doesNotContain(leaf.address());
    }

    @Test
    void interpretedCallsAreCounted() {
        Method rare = JVM.method(Rare.class, "rare", "(I)I");
        assertThat(rare.invocations()).isZero();
        for (int i = 0; i < FEW_CALLS; i++) {
            sink = Rare.rare(i);
        }

        assertThat(rare.invocations()).isBetween(1L, (long) FEW_CALLS);
    }

    @Test
    void theCountOfCompilationsGrows() {
        long before = JVM.hotspot().compilations().count().orElseThrow();
        long start = System.nanoTime();
        while (JVM.hotspot().compilations().count().orElseThrow() == before
                && System.nanoTime() - start < TIMEOUT_NANOS) {
            sink = Integer.toString(sink + 1).hashCode();
        }

        assertThat(JVM.hotspot().compilations().count().orElseThrow()).isGreaterThan(before);
    }

    @Test
    void intrinsicsAreKnown() {
        assertThat(JVM.method(Math.class, "sqrt", "(D)D").isIntrinsic()).isTrue();
        assertThat(JVM.method(Rare.class, "rare", "(I)I").isIntrinsic()).isFalse();
    }

    @Test
    void anUnknownCounterIsNotFound() {
        assertThat(new PerfMemory(JVM.hotspot().vmStructs(), JVM.memory()).find("sun.ci.noSuchCounter"))
                .isEmpty();
    }
}
