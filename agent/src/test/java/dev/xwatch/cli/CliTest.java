package dev.xwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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
    void wrongUsageIsStatus2() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("docto")).isEqualTo(2);
        assertThat(run("doctor", "--jso")).isEqualTo(2);
        assertThat(run("enrich", "one.jfr")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing command", "docto", "--jso");
    }
}
