package dev.xwatch.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.xwatch.it.app.CodePages;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program maps an executable page, writes code and runs it: what xwatch, perf and bpftrace count, side by side. What they
 * print is shown in docs/seed-scenario.md.
 */
@RequiresBreakpoints
class SeedScenarioIT {
    private static final String CALLS = "1000";
    private static final List<CodePages.Way> WAYS = List.of(CodePages.Way.RWX, CodePages.Way.WX, CodePages.Way.MEMFD);

    @RegisterExtension
    final ChildJvms jvms = new ChildJvms();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    private static void requirePerf() {
        Assumptions.assumeTrue(Host.hasTool("perf"), "perf is not installed");
    }

    @EachJdk
    void aJavaProgramIsCountedAlikeByXwatchAndPerf(Jdk jdk) throws Exception {
        requirePerf();
        ChildJvm child = jvms.start(Launch.on(jdk)
                .jvm("-XX:+EnableDynamicAgentLoading")
                .agent("watch:new@region:new")
                .main(CodePages.class, CodePageSource.library(directory).toString()));
        child.awaitLine("ready");
        for (CodePages.Way way : WAYS) {
            child.println("hold " + way);
            String address = child.awaitLine("mapped ").substring("mapped ".length());
            await().atMost(ChildJvm.LONG)
                    .until(() -> child.load("list").watches().stream().anyMatch(watch -> isArmedAt(watch, address)));
            long before = child.load("list").watch("new").counts().hits();
            ReplyFile watched = child.load("watch:page@watchpoint:" + address + ":1:x");
            assertThat(watched.watch("page").state()).isEqualTo("Armed");
            try (Perf perf = Perf.stat(directory, child.pid(), address)) {
                child.println(CALLS);
                child.awaitLine(CALLS);
                String counted = perf.end();
                System.out.println(jdk + ", " + way + ": perf stat says " + counted);
                assertThat(counted).startsWith(CALLS + ",,mem:" + address + ":x,");
            }
            ReplyFile after = child.load("list");
            assertThat(after.watch("page").counts().hits()).isEqualTo(Long.parseLong(CALLS));
            assertThat(after.watch("new").counts().hits() - before).isEqualTo(Long.parseLong(CALLS));
            after.watch("page").counts().requireAddUp();
            child.println("go");
            assertThat(child.load("unwatch:page").ok()).isTrue();
        }
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();
    }

    private static boolean isArmedAt(ReplyFile.Watch watch, String address) {
        return watch.state().matches("Armed|Moved") && watch.address() == Long.decode(address);
    }

    /** The same source as a program that does without Java. */
    private static final class Program implements AutoCloseable {
        final Process process;
        final String address;
        private final BufferedReader out;
        private final BufferedWriter in;

        Program(Path program, CodePages.Way way) throws IOException {
            process = new ProcessBuilder(program.toString(), Integer.toString(way.number())).start();
            out = process.inputReader(UTF_8);
            in = process.outputWriter(UTF_8);
            address = out.readLine().substring("mapped ".length());
        }

        void call() throws IOException {
            in.write(CALLS + "\n");
            in.flush();
            assertThat(out.readLine()).isEqualTo(CALLS);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @Test
    void aCProgramIsCountedByPerf() throws Exception {
        requirePerf();
        Path file = CodePageSource.program(directory);
        for (CodePages.Way way : WAYS) {
            try (Program program = new Program(file, way);
                    Perf perf = Perf.stat(directory, program.process.pid(), program.address)) {
                program.call();
                assertThat(perf.end()).startsWith(CALLS + ",,mem:" + program.address + ":x,");
            }
        }
    }

    /** Until 0.24.0 it passes the length on, and the kernel takes none but that of an address. */
    @Test
    void bpftraceRefusesTheLengthThatXwatchTakes() throws Exception {
        Assumptions.assumeTrue(Host.hasTool("bpftrace"), "bpftrace is not installed");
        Host.requireRoot();
        String version = Tool.run(List.of("bpftrace", "--version"));
        Assumptions.assumeTrue(version.matches("(?s).*v0\\.(1?[0-9]|2[0-3])\\..*"), version + " knows better");
        try (Program program = new Program(CodePageSource.program(directory), CodePages.Way.RWX)) {
            Process bpftrace = new ProcessBuilder(
                            "bpftrace", "-e", "watchpoint:" + program.address + ":1:x { @=count() }")
                    .redirectErrorStream(true)
                    .start();
            try {
                String said = new String(bpftrace.getInputStream().readAllBytes(), UTF_8);
                assertThat(said).contains("Error attaching probe: watchpoint:").contains("Invalid argument");
                assertThat(bpftrace.waitFor()).isNotZero();
            } finally {
                bpftrace.destroyForcibly();
            }
        }
    }
}
