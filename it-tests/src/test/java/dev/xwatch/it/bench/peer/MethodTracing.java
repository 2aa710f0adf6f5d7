package dev.xwatch.it.bench.peer;

import dev.xwatch.it.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** The JDK's own: {@code jdk.MethodTiming} counts and times calls, {@code jdk.MethodTrace} is an event for each. */
public final class MethodTracing implements Peer {
    private static final int FIRST_JDK = 25;

    private final String event;
    private final String setting;
    private final ToLongFunction<LongStream> reported;

    private MethodTracing(String event, String setting, ToLongFunction<LongStream> reported) {
        this.event = event;
        this.setting = setting;
        this.reported = reported;
    }

    /** The last says how many there were since the first call. */
    public static MethodTracing timing() {
        return new MethodTracing(
                "jdk.MethodTiming", "period=endChunk", calls -> calls.max().orElse(0));
    }

    /** All calls, however short. */
    public static MethodTracing trace() {
        return new MethodTracing("jdk.MethodTrace", "threshold=0ms", LongStream::sum);
    }

    @Override
    public String name() {
        return "`" + event + "`";
    }

    @Override
    public Optional<String> missing(Jdk jdk) {
        return jdk.feature() < FIRST_JDK ? Optional.of("from JDK " + FIRST_JDK + " on") : Optional.empty();
    }

    @Override
    public Observation observe(Target target) throws IOException, InterruptedException {
        target.jvm()
                .jcmd(
                        "JFR.start",
                        "name=peer",
                        "settings=none",
                        "+" + event + "#enabled=true",
                        "+" + event + "#" + setting,
                        "+" + event + "#filter=" + target.spec());
        Path file = target.directory().resolve("peer.jfr");
        return () -> {
            target.jvm().jcmd("JFR.stop", "name=peer", "filename=" + file);
            return reported.applyAsLong(RecordingFile.readAllEvents(file).stream()
                    .filter(each -> each.getEventType().getName().equals(event))
                    .mapToLong(MethodTracing::calls));
        };
    }

    private static long calls(RecordedEvent event) {
        return event.hasField("invocations") ? event.getLong("invocations") : 1;
    }
}
