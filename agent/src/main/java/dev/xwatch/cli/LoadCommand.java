package dev.xwatch.cli;

import dev.xwatch.boot.Reply;
import dev.xwatch.watch.Refusal;
import dev.xwatch.watch.RefusedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What commands have in common that load the agent once and print what it answers. */
abstract class LoadCommand implements Callable<Integer> {
    private final Path jar;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PID", description = "The process's id.")
    private long pid;

    @Option(names = "--json", description = "Print the agent's answer as JSON.")
    private boolean json;

    LoadCommand(Path jar) {
        this.jar = jar;
    }

    /** What to ask, as the agent's options. */
    abstract List<String> options();

    /** Prints an answer in which nothing was refused. */
    abstract void print(Answer answer, PrintWriter out);

    @Override
    public final Integer call() throws IOException {
        PrintWriter out = spec().commandLine().getOut();
        List<String> options = options();
        Answer answer;
        try {
            TargetProcess target = TargetProcess.of(pid);
            answer = new Attachment(target, jar).load(options);
        } catch (RefusedException e) {
            if (!json) {
                throw e;
            }
            new Reply(Optional.of(e.refusal()), List.of(), List.of()).write(out);
            out.println();
            return 1;
        }
        if (json) {
            out.println(answer.json());
        } else {
            print(answer, out);
            answer.notes().forEach(note -> spec().commandLine().getErr().println(note));
            answer.error().ifPresent(this::print);
        }
        return answer.error().isEmpty() ? 0 : 1;
    }

    private void print(Refusal refusal) {
        Refusals.print(refusal, spec().commandLine());
    }

    CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("set by picocli");
        }
        return spec;
    }
}
