package dev.xwatch.cli;

import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code java -jar xwatch.jar COMMAND}. */
@Command(
        name = "java -jar xwatch.jar",
        description = "Watches the execution of JIT-compiled methods and code pages with hardware breakpoints.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
public final class Cli implements ToIntFunction<String[]>, Runnable {
    private final Path jar;
    private final @Nullable Instrumentation instrumentation;

    @Spec
    private @Nullable CommandSpec spec;

    /** @param instrumentation of this JVM, null where it gave none */
    public Cli(Path jar, @Nullable Instrumentation instrumentation) {
        this.jar = jar;
        this.instrumentation = instrumentation;
    }

    /** Runs a command; the result is the exit status: 0 done, 1 could not, 2 usage. */
    @Override
    public int applyAsInt(String[] arguments) {
        return commandLine().execute(arguments);
    }

    CommandLine commandLine() {
        return new CommandLine(this)
                .addSubcommand(new DoctorCommand(jar))
                .addSubcommand(new CommandLine(AttachCommand.spec(jar)))
                .addSubcommand(new ListCommand(jar))
                .addSubcommand(new UnwatchCommand(jar))
                .addSubcommand(new StopCommand(jar))
                .addSubcommand(new TopCommand(jar))
                .addSubcommand(new EnrichCommand())
                .addSubcommand(new ReportCommand())
                .addSubcommand(new CompletionCommand())
                .addSubcommand(new InspectCommand(instrumentation))
                // A file of options is the agent's to read, line by line.
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler(Refusals::handle);
    }

    /** A command is missing. */
    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Missing command");
        }
    }
}
