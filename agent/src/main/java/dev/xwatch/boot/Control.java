package dev.xwatch.boot;

import dev.xwatch.boot.log.StderrProvider;
import dev.xwatch.sys.RecordMethods;
import dev.xwatch.watch.Engine;
import dev.xwatch.watch.EngineStatus;
import dev.xwatch.watch.OwnThreads;
import dev.xwatch.watch.Refusal;
import dev.xwatch.watch.WatchSnapshot;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what loads and MBean calls request, one request at a time, until one of them leaves nothing running: that was the
 * last. All methods but {@link #request} are for what runs in it.
 */
final class Control {
    private static final Logger LOG = LoggerFactory.getLogger(Control.class);

    private final Instrumentation instrumentation;
    private final Runnable ended;
    private @Nullable Session session;
    private @Nullable BeanRegistration bean;
    private boolean over;

    /** @param ended called after the last request */
    Control(Instrumentation instrumentation, Runnable ended) {
        this.instrumentation = instrumentation;
        this.ended = ended;
    }

    /** @return false if the last one was there before, and nothing is done */
    synchronized boolean request(Runnable work) {
        if (over) {
            return false;
        }
        work.run();
        if (session == null) {
            over = true;
            RecordMethods.forget();
            ended.run();
        }
        return true;
    }

    /**
     * Does what options ask for.
     *
     * @param notes takes what else is worth saying
     * @return what of it could not be done without anything having gone wrong
     */
    Optional<Refusal> act(AgentOptions options, List<String> notes) throws IOException {
        if (options.log().isPresent()) {
            StderrProvider.setLevel(options.log().get());
        }
        if (options.stop()) {
            stop();
            return Optional.empty();
        }
        if (session == null && options.onlyLooks()) {
            Optional<Refusal> refusal = refusalWhereNothingRuns(options);
            refusal.ifPresent(said -> LOG.error("{}", said));
            return refusal;
        }
        Session running = session();
        if (options.budget().isPresent()) {
            running.watching().budget(options.budget().get());
        }
        if (options.recordMax().isPresent()) {
            running.recordings().limit(options.recordMax().getAsLong());
        }
        if (options.record().isPresent()) {
            running.recordings().start(options.record().get()).ifPresent(notes::add);
        }
        if (options.feed().isPresent()) {
            running.feed(options.feed().get());
        }
        for (String name : options.unwatch()) {
            running.watching().unwatch(name);
        }
        return options.watches().isEmpty()
                ? Optional.empty()
                : running.watching().watch(options.watches());
    }

    private static Optional<Refusal> refusalWhereNothingRuns(AgentOptions options) {
        return options.unwatch().stream()
                .filter(name -> !name.equals("all"))
                .findFirst()
                .map(name -> Watching.unknown(name, List.of()))
                .or(() -> options.feed().map(directory -> Feed.nothingWatched()));
    }

    List<WatchSnapshot> list() throws IOException {
        return session == null ? List.of() : session.watching().list();
    }

    EngineStatus status() throws IOException {
        return session == null
                ? EngineStatus.none(Engine.DEFAULT_BUDGET_PERCENT)
                : session.watching().status();
    }

    /** Whether anything runs. */
    boolean isRunning() {
        return session != null;
    }

    /** What runs, started now if nothing does. */
    Session session() {
        Session running = session;
        if (running == null) {
            OwnThreads own = new OwnThreads();
            running = new Session(instrumentation, own);
            session = running;
            if (ModuleLayer.boot().findModule("java.management").isPresent()) {
                bean = BeanRegistration.start(this, own);
            }
        }
        return running;
    }

    private void stop() {
        Session running = session;
        session = null;
        try {
            if (bean != null) {
                bean.close();
            }
        } finally {
            if (running != null) {
                running.close();
            }
        }
    }
}
