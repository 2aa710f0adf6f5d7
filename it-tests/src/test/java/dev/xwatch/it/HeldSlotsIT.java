package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.xwatch.it.app.Idler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Debug registers that somebody else holds: what fits is armed, the rest says why and takes its turn. */
@RequiresBreakpoints
class HeldSlotsIT {
    private static final int SLOTS = 4;
    private static final Duration SOON = Duration.ofSeconds(1);

    @RegisterExtension
    final ChildJvms children = new ChildJvms();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    private ChildJvm idler(Jdk jdk) throws Exception {
        ChildJvm idler = children.start(
                Launch.on(jdk).jvm("-XX:+EnableDynamicAgentLoading").main(Idler.class));
        idler.awaitLine("idle ");
        return idler;
    }

    /** As many watches as there are registers, on code that nobody executes all the time. */
    private static String watches(ChildJvm child) throws IOException {
        try (Stream<String> maps = Files.lines(Path.of("/proc", Long.toString(child.pid()), "maps"))) {
            String code = maps.filter(line -> line.contains(" r-xp ") && line.endsWith("/libjvm.so"))
                    .findFirst()
                    .orElseThrow();
            long address = Long.parseUnsignedLong(code.substring(0, code.indexOf('-')), 16);
            return IntStream.range(0, SLOTS)
                    .mapToObj(i -> "watch:w" + i + "@0x" + Long.toHexString(address + i))
                    .collect(Collectors.joining(",", "", ",pin")); // or they would take turns
        }
    }

    private static List<ReplyFile.Watch> in(ReplyFile reply, String state) {
        return reply.watches().stream()
                .filter(watch -> watch.state().equals(state))
                .toList();
    }

    @EachJdk
    void whatFitsIsArmedAndTheRestWhenItsTurnComes(Jdk jdk) throws Exception {
        ChildJvm idler = idler(jdk);
        List<Duration> delays = new ArrayList<>();
        for (int held = 1; held <= SLOTS; held++) {
            Path file = directory.resolve("held-" + held + ".jfr");
            Instant released;
            try (SlotHolder holder = SlotHolder.hold(idler.pid(), held)) {
                assertThat(holder.registers()).isGreaterThanOrEqualTo(held);
                ReplyFile reply = idler.attach(watches(idler) + ",record:" + file);

                assertThat(in(reply, "Armed")).as("%d held: %s", held, reply).hasSize(SLOTS - held);
                requireReasons(in(reply, "Pending"), held);
                released = Instant.now();
            }
            await().atMost(ChildJvm.LONG)
                    .untilAsserted(() -> assertThat(in(idler.attach("list"), "Armed"))
                            .hasSize(SLOTS)
                            .allMatch(watch -> watch.reason().isEmpty()));
            idler.attach("stop");
            delays.add(Duration.between(released, lastArmed(file)));
        }
        System.out.println(jdk + ": armed so long after 1, 2, 3, 4 registers were free again: " + delays);
        // A busy machine may delay some of them.
        assertThat(Collections.min(delays)).isLessThan(SOON);
        assertThat(Collections.max(delays)).isLessThan(SOON.multipliedBy(20));
    }

    private static void requireReasons(List<ReplyFile.Watch> pending, int held) {
        assertThat(pending)
                .hasSize(held)
                .allSatisfy(watch -> assertThat(watch.reason())
                        .contains("ENOSPC", "0 of the 4 debug registers", "are free")
                        .contains("xwatch's watches", "debuggers", "Fix: "));
    }

    private static Instant lastArmed(Path file) throws IOException {
        return HitFile.read(file).states().stream()
                .filter(state -> state.state().equals("Armed") && !state.snapshot())
                .map(HitFile.State::time)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    @EachJdk
    void gdbIsSomebodyElse(Jdk jdk) throws Exception {
        Host.requireTool("gdb");
        ChildJvm idler = idler(jdk);
        Process gdb = gdb(idler.pid(), 3);
        try {
            await().atMost(ChildJvm.LONG).until(() -> SlotHolder.eachHasFree(idler.pid(), 1));

            ReplyFile reply = idler.attach(watches(idler));

            assertThat(in(reply, "Armed")).as("%s", reply).hasSize(1);
            requireReasons(in(reply, "Pending"), 3);
            interrupt(gdb);
            // The kernel keeps the registers of a debugger that has let go for it until the thread ends.
            idler.println("");
            assertThat(idler.awaitExit(ChildJvm.LONG)).isZero();
        } finally {
            gdb.destroyForcibly();
        }
    }

    /** A debugger that sets hardware breakpoints and lets the process run on. */
    private static Process gdb(long pid, int breakpoints) throws IOException {
        List<String> command = new ArrayList<>(List.of("gdb", "-nx", "-batch", "-iex", "set auto-solib-add off"));
        // The JVM uses these signals itself.
        for (String signal : List.of("SIGSEGV", "SIGQUIT", "SIGUSR2", "SIGBUS", "SIGFPE", "SIGILL")) {
            command.addAll(List.of("-ex", "handle " + signal + " nostop noprint pass"));
        }
        command.addAll(List.of("-ex", "attach " + pid));
        for (int i = 0; i < breakpoints; i++) {
            command.addAll(List.of("-ex", "hbreak *" + (0x1000 + 16 * i)));
        }
        command.addAll(List.of("-ex", "continue", "-ex", "detach"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Lets it end, and take its breakpoints away before. */
    private static void interrupt(Process gdb) throws Exception {
        Tool.run(List.of("kill", "-INT", Long.toString(gdb.pid())));
        assertThat(gdb.waitFor(ChildJvm.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
}
