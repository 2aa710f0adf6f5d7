package dev.xwatch.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class NMethodsTest {
    private static final RunningJvm JVM = RunningJvm.INSTANCE;
    private static final long TIMEOUT_NANOS = 60_000_000_000L;

    private static volatile int sink;

    private static final class Adder implements IntUnaryOperator {
        private int sum;

        @Override
        public int applyAsInt(int value) {
            sum += value % 7;
            return sum;
        }
    }

    private static final class Subtractor implements IntUnaryOperator {
        private int sum;

        @Override
        public int applyAsInt(int value) {
            sum -= value % 7;
            return sum;
        }
    }

    private static final class Loop {
        static long loop(int times) {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                sum += i ^ (sum >> 3);
            }
            return sum;
        }
    }

    /** One after the other at one call site: too many classes for the compilers to inline any of them. */
    private static void callInTurn(int times, IntUnaryOperator subject) {
        IntUnaryOperator[] operators = {subject, i -> i + 1, i -> i - 1, i -> ~i};
        for (int i = 0; i < times; i++) {
            sink = operators[i % operators.length].applyAsInt(i);
        }
    }

    private static NMethod compiled(Method method, int tier, Runnable load) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < TIMEOUT_NANOS) {
            load.run();
            Optional<NMethod> nmethod = JVM.hotspot().nmethods().read(method.code());
            if (nmethod.isPresent() && nmethod.get().tier() >= tier) {
                return nmethod.get();
            }
        }
        throw new AssertionError(method.displayName() + " does not get compiled");
    }

    @Test
    void theCodeOfAHotMethodIsAnNMethodInUse() {
        Method hashCode = JVM.method(String.class, "hashCode", "()I");
        NMethod nmethod = compiled(hashCode, 1, () -> {
            for (int i = 0; i < 10_000; i++) {
                sink = ("x" + i).hashCode();
            }
        });

        assertThat(nmethod.methodAddress()).isEqualTo(hashCode.address());
        assertThat(nmethod.state()).isEqualTo(NMethodState.IN_USE);
        assertThat(nmethod.tier()).isBetween(1, 4);
        assertThat(nmethod.compileId()).isPositive();
        assertThat(nmethod.isOsr()).isFalse();
        assertThat(nmethod.frameSize()).isPositive();
        assertThat(nmethod.verifiedEntry())
                .isGreaterThanOrEqualTo(nmethod.entry())
                .isBetween(nmethod.codeBegin(), nmethod.codeEnd() - 1);
        assertThat(JVM.hotspot().codeCache().nmethodAt(nmethod.verifiedEntry()))
                .map(NMethod::compileId)
                .contains(nmethod.compileId());
    }

    @Test
    void compiledCallersEnterAtTheVerifiedEntry() throws Exception {
        Method add = JVM.method(Adder.class, "applyAsInt", "(I)I");
        IntUnaryOperator adder = new Adder();
        NMethod nmethod = compiled(add, 4, () -> callInTurn(10_000, adder));
        long fromCompiled =
                JVM.memory().u64(add.address() + JVM.hotspot().vmStructs().offset("Method::_from_compiled_entry"));

        // The stack banging and the class check come before it in an instance method's code.
        assertThat(nmethod.verifiedEntry()).isEqualTo(fromCompiled).isGreaterThan(nmethod.entry());
    }

    @Test
    void oldVersionsAreNotEntrantAndIdsGrow() {
        Method subtract = JVM.method(Subtractor.class, "applyAsInt", "(I)I");
        IntUnaryOperator subtractor = new Subtractor();
        List<NMethod> versions = new ArrayList<>();
        compiled(subtract, 4, () -> {
            callInTurn(800, subtractor);
            JVM.hotspot()
                    .nmethods()
                    .read(subtract.code())
                    .filter(version -> versions.isEmpty() || last(versions).address() != version.address())
                    .ifPresent(versions::add);
        });

        assertThat(versions).extracting(NMethod::compileId).isSorted().doesNotHaveDuplicates();
        for (NMethod old : versions.subList(0, versions.size() - 1)) {
            assertThat(JVM.hotspot().nmethods().read(old.address()).stream())
                    .filteredOn(now -> now.compileId() == old.compileId())
                    .extracting(NMethod::state)
                    .doesNotContain(NMethodState.IN_USE);
        }
        assertThat(last(versions).state()).isEqualTo(NMethodState.IN_USE);
    }

    private static NMethod last(List<NMethod> versions) {
        return versions.get(versions.size() - 1);
    }

    @Test
    void anOsrVersionIsToldApart() throws Exception {
        Method loop = JVM.method(Loop.class, "loop", "(I)J");
        long head = loop.holder().address() + JVM.hotspot().vmStructs().offset("InstanceKlass::_osr_nmethods_head");
        // The first version may be thrown out where the loop ends, which it never saw.
        long start = System.nanoTime();
        while (JVM.memory().u64(head) == 0 && System.nanoTime() - start < TIMEOUT_NANOS) {
            sink = (int) Loop.loop(10_000_000);
        }

        // The next version, compiled in the background, may take its place while it is looked at.
        await().untilAsserted(() -> {
            NMethod nmethod =
                    JVM.hotspot().nmethods().read(JVM.memory().u64(head)).orElseThrow();
            assertThat(nmethod.isOsr()).isTrue();
            assertThat(nmethod.entryBci()).isPositive();
            assertThat(nmethod.methodAddress()).isEqualTo(loop.address());
            assertThat(nmethod.contains(nmethod.osrEntry())).isTrue();
            assertThat(JVM.hotspot()
                            .nmethods()
                            .osrVersions(loop.holder(), JVM.hotspot().pageCache()))
                    .extracting(NMethod::compileId)
                    .contains(nmethod.compileId());
        });
    }

    @Test
    void statesOfAllJdks() {
        assertThat(NMethodState.of(0)).isEqualTo(NMethodState.IN_USE);
        assertThat(NMethodState.of(1)).isEqualTo(NMethodState.NOT_ENTRANT);
        assertThat(NMethodState.of(2)).isEqualTo(NMethodState.NOT_ENTRANT);
        assertThat(NMethodState.of(-1)).isEqualTo(NMethodState.OTHER);
        assertThat(NMethodState.of(4)).isEqualTo(NMethodState.OTHER);
    }
}
