package dev.xwatch.boot;

import dev.xwatch.watch.EventSink;
import dev.xwatch.watch.OwnThreads;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/** What runs between the first request and {@code stop}. */
final class Session implements AutoCloseable {
    private final CallerCounts callers = new CallerCounts(this::sink);
    private final OwnThreads own;
    private final Watching watching;
    private final Recordings recordings;
    private final List<Feed> feeds = new ArrayList<>();

    Session(Instrumentation instrumentation, OwnThreads own) {
        this.own = own;
        watching = new Watching(instrumentation, own, callers);
        recordings = new Recordings(watching);
    }

    private EventSink sink() {
        return recordings.sink();
    }

    Watching watching() {
        return watching;
    }

    Recordings recordings() {
        return recordings;
    }

    /** Tells each second how the watches stand, in a directory. */
    void feed(String directory) {
        feeds.add(Feed.start(watching, callers, own, directory));
    }

    /** Takes everything away; the last events reach the recordings. */
    @Override
    public void close() {
        try (recordings;
                watching) {
            feeds.forEach(Feed::close);
        }
    }
}
