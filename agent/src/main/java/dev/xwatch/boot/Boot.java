package dev.xwatch.boot;

import dev.xwatch.boot.log.StderrProvider;
import dev.xwatch.watch.Refusal;
import dev.xwatch.watch.RefusedException;
import dev.xwatch.watch.WatchSnapshot;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Does what each load of the agent asks for, and answers on stderr, in the reply file and in recordings. Whatever goes
 * wrong, the application does not learn of it.
 */
public final class Boot implements BiPredicate<String, Boolean> {
    private final Instrumentation instrumentation;
    private @Nullable Session session;

    public Boot(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /**
     * @param text the load's options
     * @param atStartup whether this is {@code -javaagent}, before the application has started
     * @return whether anything runs now
     */
    @Override
    public boolean test(String text, Boolean atStartup) {
        Optional<String> replyFile = Optional.empty();
        Optional<Refusal> error = Optional.empty();
        try {
            List<Option> items = OptionSplitter.split(text);
            replyFile = AgentOptions.reply(items);
            Machine.require(
                    System.getProperty("os.name"), System.getProperty("os.version"), System.getProperty("os.arch"));
            error = act(AgentOptions.of(items));
        } catch (RefusedException e) {
            error = Optional.of(report(e.refusal()));
        } catch (IOException | RuntimeException | LinkageError e) {
            error = Optional.of(report(new Refusal("xwatch", e.toString(), "report it, with log:debug's output")));
        }
        if (replyFile.isPresent()) {
            reply(replyFile.get(), error);
        }
        return session != null;
    }

    /** What of it cannot be done without anything having gone wrong, and was said already. */
    private Optional<Refusal> act(AgentOptions options) throws IOException {
        options.log().ifPresent(StderrProvider::setLevel);
        if (options.stop()) {
            stop();
            return Optional.empty();
        }
        Session running = session();
        options.record().ifPresent(running::record);
        for (String name : options.unwatch()) {
            running.unwatch(name);
        }
        return options.watches().isEmpty()
                ? Optional.empty()
                : running.watch(options.watches(), options.watches().size());
    }

    private Session session() {
        Session running = session;
        if (running == null) {
            running = new Session(instrumentation);
            session = running;
        }
        return running;
    }

    private void stop() {
        Session running = session;
        session = null;
        if (running != null) {
            running.close();
        }
    }

    private Refusal report(Refusal refusal) {
        System.err.println("[xwatch] " + refusal);
        try {
            session().refused(refusal);
        } catch (RuntimeException | LinkageError e) {
            System.err.println("[xwatch] not in recordings: " + e);
        }
        return refusal;
    }

    private void reply(String file, Optional<Refusal> error) {
        try {
            Session running = session;
            List<WatchSnapshot> watches = running == null ? List.of() : running.list();
            new Reply(error, watches).writeTo(Path.of(file));
        } catch (IOException | RuntimeException e) {
            String hint = e instanceof InvalidPathException ? "" : " in a directory that exists";
            System.err.println("[xwatch] reply:" + file + " cannot be written: " + e + ". Fix: name a file" + hint);
        }
    }
}
