package dev.xwatch.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds out whether breakpoints can be had on this machine, by having one. */
public final class BreakpointProbe {
    private static final String WATCHED = "java.lang.String::hashCode";

    private BreakpointProbe() {}

    /** @return why there are none; empty if there are */
    public static Optional<String> missing() throws IOException, InterruptedException {
        Path reply = Files.createTempFile("xwatch-probe", ".json");
        try {
            Files.delete(reply); // so that only the agent's can be read
            return ask(Jdks.found().get(0), reply);
        } finally {
            Files.deleteIfExists(reply);
        }
    }

    private static Optional<String> ask(Jdk jdk, Path reply) throws IOException, InterruptedException {
        // Compiled at its first call, which is long before the agent is loaded: it can be armed at once.
        Launch launch = Launch.on(jdk)
                .jvm("-Xcomp", "-XX:CompileCommand=quiet", "-XX:CompileCommand=compileonly," + WATCHED)
                .agent("watch:" + WATCHED, "reply:" + reply)
                .jvm("-version");
        try (ChildJvm child = launch.start()) {
            child.awaitExit(ChildJvm.LONG);
            if (!Files.exists(reply)) {
                return Optional.of("the agent gave no reply\n" + child);
            }
            ReplyFile answer = ReplyFile.read(reply);
            boolean armed = answer.watches().stream().anyMatch(ReplyFile.Watch::isArmed);
            return armed ? Optional.empty() : Optional.of("no breakpoint could be had: " + answer);
        }
    }
}
