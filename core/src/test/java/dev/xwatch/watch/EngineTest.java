package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.perf.Kernel;
import dev.xwatch.sys.CodePage;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EngineTest {
    private static final int CALLS = 2000;
    /** In some 0.2 s, in which the drain's thread looks four times anyway. */
    private static final int CALLS_THAT_WAKE = 20_000;

    @BeforeEach
    void requireBreakpoints() {
        Kernel.requireBreakpoints();
    }

    @Test
    void aWatchThatIsTakenAwayCountsTheHitsThatItDoesNotWaitFor() throws Exception {
        SlowSink sink = new SlowSink();
        try (CodePage code = CodePage.map();
                Callers callers = new Callers(code, 1)) {
            WatchRequest request = request(code);
            try (Engine engine = start(sink, 0, request)) {
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

    /** Waking somebody is twice the cost of a hit, paid by who is hit. */
    @Test
    void withoutABudgetHitsSeldomWakeAnybody() throws Exception {
        assertThat(wakeUps(0)).isLessThan(wakeUps(100) / 2);
    }

    /** How often the drain's thread slept, while a function was called and hit. */
    private static long wakeUps(double budgetPercent) throws Exception {
        try (CodePage code = CodePage.map();
                Callers callers = new Callers(code, 1)) {
            WatchRequest request = request(code);
            try (Engine engine = start(new NoSink(), budgetPercent, request)) {
                engine.add(List.of(request));
                Path drain = drain();
                long before = sleeps(drain);
                callers.callEach(CALLS_THAT_WAKE);
                return sleeps(drain) - before;
            }
        }
    }

    private static Path drain() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            return threads.filter(thread -> lines(thread.resolve("comm")).contains("xwatch-drain"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static long sleeps(Path thread) {
        return lines(thread.resolve("status")).stream()
                .filter(line -> line.startsWith("voluntary_ctxt_switches"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of(); // a thread that has ended
        }
    }

    private static WatchRequest request(CodePage code) throws RefusedException {
        return SpecParser.parse("w@watchpoint:0x" + Long.toHexString(code.address(0)) + ":8:x");
    }

    private static Engine start(EventSink sink, double budgetPercent, WatchRequest request) throws IOException {
        return Engine.start(
                new OwnThreads(), Optional.empty(), noInstrumentation(), sink, budgetPercent, List.of(request));
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
