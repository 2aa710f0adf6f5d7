package dev.xwatch.boot;

import dev.xwatch.watch.OwnThread;
import dev.xwatch.watch.OwnThreads;
import dev.xwatch.watch.Refusal;
import dev.xwatch.watch.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds {@code top}: each second how the watches stand, as a reply in the file {@value #FILE} of a directory made for it. Who
 * reads it deletes it. When the directory is gone, or nobody has read for ten seconds, the feed ends and leaves nothing.
 */
final class Feed implements AutoCloseable {
    static final String FILE = "feed";

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final int MOST_UNREAD = 10;

    private final Watching watching;
    private final CallerCounts callers;
    private final Path directory;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<@Nullable OwnThread> thread = new AtomicReference<>();

    private Feed(Watching watching, CallerCounts callers, Path directory) {
        this.watching = watching;
        this.callers = callers;
        this.directory = directory;
    }

    /**
     * @param own where its thread is not to be watched
     * @throws RefusedException if nothing is watched
     */
    static Feed start(Watching watching, CallerCounts callers, OwnThreads own, String directory) {
        if (!watching.isRunning()) {
            throw new RefusedException(nothingWatched());
        }
        Feed feed = new Feed(watching, callers, Path.of(directory));
        // The engine's thread has no breakpoints that the new one would inherit.
        watching.onEngine(() -> feed.thread.set(OwnThread.start("xwatch-feed", own, feed::run)));
        return feed;
    }

    static Refusal nothingWatched() {
        return new Refusal("top", "nothing is watched in this process", "java -jar xwatch.jar attach PID SPEC");
    }

    private void run() {
        callers.begin();
        try {
            int unread = 0;
            do {
                unread = Files.exists(directory.resolve(FILE)) ? unread + 1 : 0;
                new Reply(Optional.empty(), List.of(), watching.list(), callers.top()).writeTo(directory.resolve(FILE));
            } while (!closing.await(1, TimeUnit.SECONDS) && Files.exists(directory) && unread < MOST_UNREAD);
            Files.deleteIfExists(directory.resolve(FILE));
            Files.deleteIfExists(directory);
        } catch (IOException | RuntimeException e) {
            LOG.debug("a feed ends: {}", e.toString()); // its reader took the directory away just now
        } catch (InterruptedException e) {
            LOG.debug("a feed is interrupted");
        } finally {
            callers.end();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        OwnThread running = thread.get();
        if (running != null) {
            running.join();
        }
    }
}
