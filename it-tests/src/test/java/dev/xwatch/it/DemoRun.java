package dev.xwatch.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The demo, played to its end under the agent, which watches all that the demo counts.
 *
 * @param phases each with what was counted for it, in the order in which they were played
 * @param stderr what the JVM wrote there
 */
record DemoRun(Jdk jdk, Path recording, List<PhaseCount> phases, HitFile file, List<String> stderr) {
    /** The hot method of the scene tiers. */
    static final String METHOD = "dev.xwatch.demo.Pricing::price";

    /** Where nothing else is mapped: between what is loaded low and what the kernel maps from the top down. */
    static final long RWX_PAGE = 0x2000_0000_0000L;

    static final long WX_PAGE = RWX_PAGE + 0x10_0000L;

    /** WatchCount comes each second: in a pause of this length there is one, even on a busy machine. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /**
     * @param calls per thread in each steady phase
     * @param length of the watches on code, in bytes
     * @param recording written there, anew
     */
    static DemoRun play(Jdk jdk, int calls, int length, Path recording) throws IOException, InterruptedException {
        Launch launch = Launch.on(jdk)
                .agent(
                        "watch:" + METHOD,
                        "watch:" + watchpoint(RWX_PAGE, length),
                        "watch:" + watchpoint(WX_PAGE, length),
                        // At the rate of this demo the rings have no room for stacks: some hits would be lost.
                        "stack:off",
                        "args:off",
                        "budget:off",
                        "record:" + recording)
                .jar(
                        Artifacts.demoJar(),
                        "--wait",
                        "--calls=" + calls,
                        "--rwx-at=" + hex(RWX_PAGE),
                        "--wx-at=" + hex(WX_PAGE));
        try (ChildJvm demo = launch.start()) {
            while (!demo.awaitLine(line -> line.startsWith("READY ") || line.startsWith("done "), ChildJvm.LONG)
                    .startsWith("done ")) {
                Thread.sleep(PAUSE.toMillis());
                demo.println("go on");
            }
            if (demo.awaitExit(ChildJvm.LONG) != 0) {
                throw new AssertionError("the demo failed\n" + demo);
            }
            HitFile file = HitFile.read(recording);
            return new DemoRun(jdk, recording, PhaseCount.of(demo.stdout(), file), file, demo.stderr());
        }
    }

    static String watchpoint(long address, int length) {
        return "watchpoint:" + hex(address) + ":" + length + ":x";
    }

    static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }
}
