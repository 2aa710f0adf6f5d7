package dev.xwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.Manual;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CliTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = new Cli(Path.of("xwatch.jar"), null).commandLine();
        return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    @Test
    void helpAndVersionAreEverywhere() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("doctor").doesNotContain("inspect");
        assertThat(run("doctor", "--help")).isZero();
        assertThat(out.toString()).contains("--json", "Exit status:");
        assertThat(run("enrich", "--help")).isZero();
        assertThat(out.toString()).contains("IN.jfr", "OUT.jfr");
        assertThat(run("--version")).isZero();
        assertThat(run("doctor", "--version")).isZero();
        assertThat(out.toString()).contains("xwatch ");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void everyOptionOfWatchesAndRecordingsIsOneOfAttach() {
        CommandLine root = new Cli(Path.of("xwatch.jar"), null).commandLine();
        root.parseArgs("attach", "1", "--pin", "A::b(int,long)", "--limit", "3", "--threads", "a,b");
        CommandLine attach = Objects.requireNonNull(root.getSubcommands().get("attach"));

        assertThat(((AttachCommand) attach.getCommand()).options())
                .containsExactlyInAnyOrder("watch:\"A::b(int,long)\"", "limit:3", "threads:\"a,b\"", "pin");
        assertThat(attach.getUsageMessage())
                .contains("[--pin]", "--noinline=VALUE")
                .doesNotContain("--pin=");
    }

    @Test
    void theListOfCommandsIsOfWholeSentences() {
        assertThat(run("--help")).isZero();
        String commands = out.toString().substring(out.toString().indexOf("Commands:"));
        assertThat(commands.replaceAll("\\n {5,}", " ").lines().skip(1))
                .hasSizeGreaterThan(5)
                .allSatisfy(entry -> assertThat(entry).endsWith("."));
    }

    @Test
    void wrongUsageIsStatus2() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("docto")).isEqualTo(2);
        assertThat(run("doctor", "--jso")).isEqualTo(2);
        assertThat(run("enrich", "one.jfr")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing command", "docto", "--jso");
    }

    /** Nobody is attached to: each is refused before. */
    @Test
    void whatIsRefusedIsInTheManual() throws Exception {
        Process sleeper = new ProcessBuilder("sleep", "1000").start();
        try {
            // The one that runs this is not the main one.
            long thread = Long.parseLong(
                    Path.of("/proc/thread-self").toRealPath().getFileName().toString());
            for (long pid : new long[] {4_194_304, sleeper.pid(), thread}) {
                err.getBuffer().setLength(0);
                assertThat(run("attach", Long.toString(pid), "A::b")).isEqualTo(1);
                assertThat(err.toString())
                        .startsWith("xwatch: process " + pid + ": ")
                        .contains("Fix: ");
                Manual.requireHeading(err.toString().substring("xwatch: ".length()));
            }
        } finally {
            sleeper.destroyForcibly();
        }
    }

    @Test
    void aFileOfOptionsHasALineForEachList(@TempDir Path directory) throws IOException {
        Path file =
                Files.writeString(directory.resolve("watches"), "# the shop\nwatch:A::b(int,long),limit:3 # often\n");
        CommandLine root = new Cli(Path.of("xwatch.jar"), null).commandLine();
        root.parseArgs("attach", "1", "@" + file);
        CommandLine attach = Objects.requireNonNull(root.getSubcommands().get("attach"));

        assertThat(((AttachCommand) attach.getCommand()).options())
                .containsExactly("watch:\"A::b(int,long)\"", "limit:3");
    }

    @Test
    void whatIsNoFileOfOptionsIsAUsageError(@TempDir Path directory) {
        assertThat(run("attach", "1", "@" + directory)).isEqualTo(2);
        assertThat(err.toString()).contains("the file cannot be read");
        assertThat(run("@" + directory)).isEqualTo(2);
    }
}
