package dev.xwatch.it.bench;

import dev.xwatch.it.ChildJvm;
import dev.xwatch.it.Jdk;
import dev.xwatch.it.Launch;
import dev.xwatch.it.ReplyFile;
import dev.xwatch.it.app.Load;
import dev.xwatch.it.app.Rhythm;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** A JVM that runs {@link Load}, whose calls are not inlined. Nothing is watched until it is asked to. */
final class LoadedJvm implements AutoCloseable {
    private static final String TARGET = "dev.xwatch.it.app.Targets::mixed";
    private static final String NAME = "bench";
    private static final List<String> READERS = List.of("xwatch-drain", "xwatch-decode");

    private final ChildJvm child;

    private LoadedJvm(ChildJvm child) {
        this.child = child;
    }

    /** @param rate calls a second of all threads together; of no meaning for {@link Rhythm#MAX} */
    static LoadedJvm start(Jdk jdk, int threads, Rhythm rhythm, double rate) throws IOException, InterruptedException {
        ChildJvm child = Launch.on(jdk)
                .jvm("-XX:+EnableDynamicAgentLoading", "-XX:CompileCommand=quiet")
                .jvm("-XX:CompileCommand=dontinline," + TARGET)
                // There from the start: on JDK 17 an agent that comes late has all compiled code thrown out.
                .agent("list")
                .main(Load.class, Integer.toString(threads), rhythm.name(), Double.toString(rate))
                .start();
        child.awaitLine("ready");
        return new LoadedJvm(child);
    }

    /** @param budget as the value of the option of that name, and perhaps others after it */
    void watch(String budget) throws IOException {
        ReplyFile reply = child.attach("watch:" + NAME + "@" + TARGET + ",budget:" + budget);
        // It may be paused already.
        if (reply.only().address() == 0) {
            throw new IllegalStateException("not armed: " + reply);
        }
    }

    ReplyFile.Watch standing() throws IOException {
        return child.attach("list").only();
    }

    void unwatch() throws IOException {
        child.attach("unwatch:" + NAME);
    }

    /** The CPU time that the threads have taken which read hits. */
    long readingNanos() throws IOException {
        return ThreadTimes.nanos(child.pid(), READERS::contains);
    }

    void go() {
        child.println("go");
    }

    /** @return the calls since {@link #go} */
    long halt() throws InterruptedException {
        child.println("halt");
        return Long.parseLong(after(child.awaitLine("calls="), '='));
    }

    /** The calls in each whole part, of {@link Load#PART_NANOS}, since this was asked last. */
    long[] parts() throws InterruptedException {
        child.println("parts");
        String parts = after(child.awaitLine("parts "), ' ');
        return parts.isEmpty()
                ? new long[0]
                : Arrays.stream(parts.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    }

    private static String after(String line, char mark) {
        return line.substring(line.indexOf(mark) + 1);
    }

    @Override
    public void close() {
        child.close();
    }
}
