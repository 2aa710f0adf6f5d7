package dev.xwatch.cli;

import dev.xwatch.boot.Version;
import dev.xwatch.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code report IN.jfr -o OUT.html}. */
@Command(
        name = "report",
        description =
                "Makes one page of a recording, for any browser: hits over time by compilation, counts with what was"
                        + " not seen, callers, threads, arguments, regions. It loads nothing from anywhere.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:done", "1:it could not be done", "2:wrong usage"})
final class ReportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "IN.jfr", description = "A recording with dev.xwatch events.")
    private Path in = Path.of("");

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT.html",
            description = "Where to write the page. What is there is replaced.")
    private Path out = Path.of("");

    @Override
    public Integer call() {
        long begin = System.nanoTime();
        try {
            String shown = Report.write(in, out, Version.text());
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            System.out.printf(Locale.ROOT, "%s: %s, in %.1f s%n", out, shown, took.toMillis() / 1000.0);
            return 0;
        } catch (IOException e) {
            System.err.println("[xwatch] " + e.getMessage());
            return 1;
        } catch (NoClassDefFoundError e) {
            System.err.println("[xwatch] recordings cannot be read: this Java runtime has no module jdk.jfr");
            return 1;
        }
    }
}
