package dev.xwatch.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code unwatch PID NAME}. */
@Command(
        name = "unwatch",
        description = "Takes a watch away from a JVM.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:done", "1:could not, and says why", "2:wrong usage"})
final class UnwatchCommand extends LoadCommand {
    @Parameters(index = "1", paramLabel = "NAME", description = "The watch's name, or all.")
    private String name = "";

    UnwatchCommand(Path jar) {
        super(jar);
    }

    @Override
    List<String> options() {
        return List.of("unwatch:" + name);
    }

    @Override
    void print(Answer answer, PrintWriter out) {
        if (answer.error().isEmpty()) {
            out.println(name + " is no longer watched; " + answer.watches().size() + " other watches are left");
        }
    }
}
