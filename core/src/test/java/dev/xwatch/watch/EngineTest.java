package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.perf.Kernel;
import dev.xwatch.sys.CodePage;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EngineTest {
    private static final int CALLS = 2000;

    @BeforeEach
    void requireBreakpoints() {
        Kernel.requireBreakpoints();
    }

    @Test
    void aWatchThatIsTakenAwayCountsTheHitsThatItDoesNotWaitFor() throws Exception {
        SlowSink sink = new SlowSink();
        try (CodePage code = CodePage.map();
                Callers callers = new Callers(code, 1)) {
            WatchRequest request = SpecParser.parse("w@watchpoint:0x" + Long.toHexString(code.address(0)) + ":8:x");
            try (Engine engine =
                    Engine.start(new OwnThreads(), Optional.empty(), noInstrumentation(), sink, List.of(request))) {
                engine.setBudgetPercent(0);
                engine.add(List.of(request));
                callers.callEach(CALLS);

                assertThat(engine.remove("w")).isTrue();
            }
        }

        WatchCounts last = Objects.requireNonNull(sink.last.get());
        assertThat(last.hits()).isEqualTo(CALLS);
        assertThat(last.discarded()).isPositive();
        assertThat(last.recorded()).isPositive().isLessThan(CALLS);
        assertThat(last.recorded() - last.duplicates() + last.lost() + last.discarded())
                .isEqualTo(CALLS);
    }

    /** Only who follows methods needs any. */
    private static Instrumentation noInstrumentation() {
        return (Instrumentation) Proxy.newProxyInstance(
                EngineTest.class.getClassLoader(), new Class<?>[] {Instrumentation.class}, (proxy, method, args) -> {
                    throw new UnsupportedOperationException(method.toString());
                });
    }

    /** Takes so long for a hit that a second is not enough for all of them. */
    private static final class SlowSink extends NoSink {
        final AtomicReference<WatchCounts> last = new AtomicReference<>();

        @Override
        public void hit(Hit hit) {
            LockSupport.parkNanos(5_000_000);
        }

        @Override
        public void count(WatchCounts counts) {
            last.set(counts);
        }
    }
}
