package dev.xwatch.it.bench.peer;

import dev.xwatch.it.Counts;
import dev.xwatch.it.Jdk;
import dev.xwatch.it.ReplyFile;
import java.io.IOException;
import java.util.Optional;

/** What the others are compared with, with {@code budget:off}. */
public final class Xwatch implements Peer {
    private static final String NAME = "peer";

    private final String options;
    private final boolean recording;

    private Xwatch(String options, boolean recording) {
        this.options = options;
        this.recording = recording;
    }

    /** Reports its count. */
    public static Xwatch counting(String options) {
        return new Xwatch(options, false);
    }

    /** Reports the hits that it describes, in a recording. */
    public static Xwatch recording(String options) {
        return new Xwatch(options, true);
    }

    @Override
    public String name() {
        return "**xwatch**, `" + options + (recording ? ",record:FILE`" : "`");
    }

    @Override
    public Optional<String> missing(Jdk jdk) {
        return Optional.empty();
    }

    @Override
    public Observation observe(Target target) throws IOException {
        ReplyFile reply = target.jvm()
                .attach("watch:" + NAME + "@" + target.spec() + ",budget:off," + options
                        + (recording ? ",record:" + target.directory().resolve("xwatch.jfr") : ""));
        if (!reply.ok()) {
            throw new IOException(reply.toString());
        }
        return () -> {
            Counts counts = target.jvm().attach("list").watch(NAME).counts();
            target.jvm().attach("stop");
            return recording ? counts.recorded() - counts.duplicates() : counts.hits();
        };
    }
}
