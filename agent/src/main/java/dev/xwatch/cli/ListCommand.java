package dev.xwatch.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** {@code list PID}. */
@Command(
        name = "list",
        description = "Tells how the watches in a JVM stand.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:done", "1:could not, and says why", "2:wrong usage"})
final class ListCommand extends LoadCommand {
    ListCommand(Path jar) {
        super(jar);
    }

    @Override
    List<String> options() {
        return List.of("list");
    }

    @Override
    void print(Answer answer, PrintWriter out) {
        if (answer.watches().isEmpty()) {
            out.println("nothing is watched");
            return;
        }
        int width = Stream.concat(Stream.of("watch"), answer.watches().stream().map(WatchLine::name))
                .mapToInt(String::length)
                .max()
                .orElseThrow();
        String row = "%-" + width + "s  %-8s  %12s  %s%n";
        out.printf(row, "watch", "state", "hits", "where, or why not");
        for (WatchLine watch : answer.watches()) {
            String state = String.format("%-8s", watch.state());
            out.printf(
                    row,
                    watch.name(),
                    state.replace(watch.state(), States.painted(watch.state(), spec().commandLine())),
                    String.format("%,d", watch.number("hits")),
                    watch.place() + watch.unseen());
        }
    }
}
