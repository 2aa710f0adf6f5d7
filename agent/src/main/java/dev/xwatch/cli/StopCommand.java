package dev.xwatch.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code stop PID}. */
@Command(
        name = "stop",
        description = "Takes everything of xwatch away from a JVM.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:done", "1:could not, and says why", "2:wrong usage"})
final class StopCommand extends LoadCommand {
    StopCommand(Path jar) {
        super(jar);
    }

    @Override
    List<String> options() {
        return List.of("stop");
    }

    @Override
    void print(Answer answer, PrintWriter out) {
        if (answer.error().isEmpty()) {
            out.println("xwatch is stopped: nothing of it is left there");
        }
    }
}
