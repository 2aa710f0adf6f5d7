package dev.xwatch.it.bench;

import dev.xwatch.it.ChildJvm;
import dev.xwatch.it.Jdk;
import dev.xwatch.it.Launch;
import dev.xwatch.it.app.Bursts;
import java.io.IOException;

/** A JVM that runs {@link Bursts}, whose calls are not inlined. Nothing is watched until it is asked to. */
final class BurstingJvm implements AutoCloseable {
    /** The class whose method is called. */
    static final String TYPE = "dev.xwatch.it.app.Targets";

    static final String METHOD = "mixed";

    private final ChildJvm child;
    private long calls;

    private BurstingJvm(ChildJvm child) {
        this.child = child;
    }

    static BurstingJvm start(Jdk jdk) throws IOException, InterruptedException {
        ChildJvm child = Launch.on(jdk)
                .jvm("-XX:+EnableDynamicAgentLoading", "-XX:CompileCommand=quiet")
                .jvm("-XX:CompileCommand=dontinline," + TYPE + "::" + METHOD)
                // There from the start: on JDK 17 an agent that comes late has all compiled code thrown out.
                .agent("list")
                .main(Bursts.class)
                .start();
        child.awaitLine("ready");
        return new BurstingJvm(child);
    }

    ChildJvm child() {
        return child;
    }

    /** What the calls of a burst took. */
    BareC.Took burst() throws InterruptedException {
        child.println("");
        BareC.Took took = BareC.Took.parse(child.awaitLine("nanos="));
        calls += Bursts.CALLS;
        return took;
    }

    /** How many it has made, those before the first bursts left out. */
    long calls() {
        return calls;
    }

    @Override
    public void close() {
        child.close();
    }
}
