package dev.xwatch.cli;

import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code generate-completion}. */
@Command(
        name = "generate-completion",
        description = {
            "Prints a script by which bash and zsh complete the commands of xwatch.",
            "To have it:",
            "  alias xwatch='java -jar /path/to/xwatch.jar'",
            "  source <(xwatch generate-completion)"
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class CompletionCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            // By the alias's name: the command itself has blanks in its own.
            spec.commandLine()
                    .getOut()
                    .println(AutoComplete.bash("xwatch", spec.root().commandLine()));
        }
    }
}
