package dev.xwatch.boot;

import dev.xwatch.watch.Refusal;
import dev.xwatch.watch.RefusedException;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Does what each load of the agent asks for, and answers on stderr, in the reply file and in recordings. Whatever goes
 * wrong, the application does not learn of it.
 */
public final class Boot implements BiPredicate<String, Path> {
    private final Path jar;
    private final Control control;

    /**
     * @param jar where this class comes from
     * @param ended to be called when nothing runs any more; then another, of the same jar or not, is made for the next load
     */
    public Boot(Instrumentation instrumentation, Path jar, Runnable ended) {
        this.jar = jar;
        control = new Control(instrumentation, ended);
    }

    /**
     * @param text the load's options
     * @param asked the jar that was asked for, this one or another
     * @return false if this has come to its end, and nothing was done
     */
    @Override
    public boolean test(String text, Path asked) {
        return control.request(() -> load(text, asked));
    }

    private void load(String text, Path asked) {
        Optional<String> replyFile = AgentOptions.reply(OptionSplitter.splitAround(text));
        Optional<Refusal> error = Optional.empty();
        List<String> notes = new ArrayList<>();
        if (control.isRunning()) {
            noteIfAnother(asked, notes);
        }
        try {
            List<Option> items = OptionSplitter.split(text);
            replyFile = AgentOptions.reply(items);
            Machine.require(
                    System.getProperty("os.name"), System.getProperty("os.version"), System.getProperty("os.arch"));
            error = control.act(AgentOptions.of(items), notes);
        } catch (RefusedException e) {
            error = Optional.of(report(e.refusal()));
        } catch (IOException | RuntimeException | LinkageError e) {
            error = Optional.of(report(new Refusal("xwatch", e.toString(), "report it, with log:debug's output")));
        }
        for (String note : notes) {
            System.err.println("[xwatch] " + note);
        }
        if (replyFile.isPresent()) {
            reply(replyFile.get(), error, notes);
        }
    }

    /** Another version, loaded while this one runs, is not started beside it: both would want the same registers. */
    private void noteIfAnother(Path asked, List<String> notes) {
        try {
            String other = Version.of(asked);
            if (!other.equals(Version.text())) {
                notes.add("xwatch " + Version.text() + " runs here, from " + jar + ", and has answered; " + other
                        + ", from " + asked + ", can be loaded after stop");
            }
        } catch (IOException e) {
            // Whatever that file is, it is no other version that would have been started.
        }
    }

    private Refusal report(Refusal refusal) {
        System.err.println("[xwatch] " + refusal);
        try {
            control.session().recordings().refused(refusal);
        } catch (RuntimeException | LinkageError e) {
            System.err.println("[xwatch] not in recordings: " + e);
        }
        return refusal;
    }

    private void reply(String file, Optional<Refusal> error, List<String> notes) {
        try {
            reply(error, notes).writeTo(Path.of(file));
        } catch (IOException | RuntimeException e) {
            String hint = e instanceof InvalidPathException ? "" : " in a directory that exists";
            System.err.println("[xwatch] reply:" + file + " cannot be written: " + e + ". Fix: name a file" + hint);
        }
    }

    /** Where the watches cannot be listed, that is its error, unless there is another one. */
    private Reply reply(Optional<Refusal> error, List<String> notes) {
        try {
            return new Reply(error, notes, control.list());
        } catch (IOException e) {
            Refusal unlisted = Watching.refused("list", e).refusal();
            return new Reply(Optional.of(error.orElseGet(() -> report(unlisted))), notes, List.of());
        }
    }
}
