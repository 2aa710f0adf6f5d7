package dev.xwatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code top PID}. */
@Command(
        name = "top",
        description = "Shows each second how the watches in a JVM stand, until Ctrl-C.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:done", "1:could not, and says why", "2:wrong usage"})
final class TopCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 50;
    private static final long LONGEST_SILENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final Path jar;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PID", description = "The process's id.")
    private long pid;

    @Option(names = "-n", paramLabel = "N", description = "Ends after so many tables.")
    private long tables = Long.MAX_VALUE;

    TopCommand(Path jar) {
        this.jar = jar;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandLine command = spec().commandLine();
        TargetProcess target = TargetProcess.of(pid);
        try (Exchange exchange = Exchange.with(target);
                Screen screen = new Screen(command.getOut())) {
            // Ctrl-C ends this JVM in the midst of its work: the feed ends when its directory is gone.
            Runtime.getRuntime().addShutdownHook(new Thread(screen::close));
            Runtime.getRuntime().addShutdownHook(new Thread(exchange::close));
            Answer answer = new Attachment(target, jar).load(exchange, List.of("feed:" + exchange.there("")));
            if (answer.error().isPresent()) {
                Refusals.print(answer.error().get(), command);
                return 1;
            }
            show(exchange, screen);
        }
        return 0;
    }

    private void show(Exchange exchange, Screen screen) throws IOException, InterruptedException {
        TopTable table = new TopTable(pid, spec().commandLine());
        long shown = 0;
        long lastNanos = System.nanoTime();
        while (shown < tables) {
            Optional<String> fed = exchange.take("feed");
            if (fed.isPresent()) {
                screen.show(table.of(Answer.of(fed.get()), screen.isTerminal()));
                lastNanos = System.nanoTime();
                shown++;
            } else if (!Files.exists(Path.of("/proc", Long.toString(pid)))) {
                throw TargetProcess.refused(pid, "it has ended", "");
            } else if (System.nanoTime() - lastNanos > LONGEST_SILENCE_NANOS) {
                throw TargetProcess.refused(
                        pid, "it tells no more: xwatch or the process was stopped", "java -jar xwatch.jar list " + pid);
            } else {
                Thread.sleep(LOOK_MILLIS);
            }
        }
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("set by picocli");
        }
        return spec;
    }
}
