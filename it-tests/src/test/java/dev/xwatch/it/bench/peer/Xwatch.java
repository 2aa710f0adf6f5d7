package dev.xwatch.it.bench.peer;

import dev.xwatch.it.Counts;
import dev.xwatch.it.Jdk;
import dev.xwatch.it.ReplyFile;
import java.io.IOException;
import java.util.Optional;

/** What the others are compared with: {@code budget:off}, and a recording. */
public final class Xwatch implements Peer {
    private static final String NAME = "peer";

    private final String options;

    /** @param options of the watch */
    public Xwatch(String options) {
        this.options = options;
    }

    @Override
    public String name() {
        return "**xwatch**, `" + options + "`";
    }

    @Override
    public Optional<String> missing(Jdk jdk) {
        return Optional.empty();
    }

    @Override
    public Observation observe(Target target) throws IOException {
        ReplyFile reply = target.jvm()
                .attach("watch:" + NAME + "@" + target.spec() + ",budget:off," + options + ",record:"
                        + target.directory().resolve("xwatch.jfr"));
        if (!reply.ok()) {
            throw new IOException(reply.toString());
        }
        return () -> {
            Counts counts = target.jvm().attach("list").watch(NAME).counts();
            target.jvm().attach("stop");
            return counts.recorded() - counts.duplicates();
        };
    }
}
