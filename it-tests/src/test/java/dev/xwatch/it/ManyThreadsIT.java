package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.xwatch.it.app.Crowd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two thousand threads: each of them is watched, as far as file descriptors allow, and what is not is told. */
@RequiresBreakpoints
class ManyThreadsIT {
    private static final String WORK = Crowd.class.getName() + "::work";
    private static final int THREADS = 2000;
    private static final int CALLS = 50;
    /** Beside those for the breakpoints. */
    private static final int DESCRIPTORS = 4096;

    private static final int FEW_DESCRIPTORS = 1024;
    /** More than the JVM and the JDK have of their own. */
    private static final int THREADS_OF_THE_JVM = 60;

    @RegisterExtension
    final ChildJvms children = new ChildJvms();

    @BeforeEach
    void requireLimits() throws IOException {
        Host.requireRoot(); // to raise them
        Host.requireTool("prlimit");
    }

    private ChildJvm crowd(Jdk jdk, int descriptors, String... jvmArguments) throws Exception {
        ChildJvm crowd = children.start(Launch.on(jdk)
                .under("prlimit", "--nofile=" + descriptors + ":" + descriptors)
                .jvm("-XX:+EnableDynamicAgentLoading", "-Xss256k")
                // Compiled once, by C1, in the calling thread: from the warm-up on each call enters the same code.
                .jvm("-XX:TieredStopAtLevel=1", "-XX:-BackgroundCompilation", "-XX:CompileCommand=quiet")
                .jvm("-XX:CompileCommand=dontinline," + WORK)
                .jvm(jvmArguments)
                .main(Crowd.class, Integer.toString(THREADS), Integer.toString(CALLS)));
        crowd.awaitLine("ready");
        tell(crowd, "warm");
        return crowd;
    }

    private static void tell(ChildJvm crowd, String command) throws InterruptedException {
        crowd.println(command);
        crowd.awaitLine(command);
    }

    private static int enoughDescriptors() {
        // Half of those that are free are xwatch's.
        return 2 * THREADS * Runtime.getRuntime().availableProcessors() + DESCRIPTORS;
    }

    @EachJdk
    void eachIsCountedFromTheStart(Jdk jdk) throws Exception {
        ChildJvm crowd =
                crowd(jdk, enoughDescriptors(), "-javaagent:" + Artifacts.xwatchJar() + "=budget:off,watch:" + WORK);

        ReplyFile.Watch watch = armed(crowd);
        print(jdk, "from the start", crowd, watch, Duration.ZERO);
        requireEachCounted(crowd);
    }

    @EachJdk
    void eachIsCountedAfterAttach(Jdk jdk) throws Exception {
        ChildJvm crowd = crowd(jdk, enoughDescriptors());

        long before = System.nanoTime();
        ReplyFile reply = crowd.attach("watch:" + WORK);
        Duration took = Duration.ofNanos(System.nanoTime() - before);

        assertThat(reply.ok()).as("%s", reply).isTrue();
        print(jdk, "attached late", crowd, armed(crowd), took);
        requireEachCounted(crowd);
    }

    @EachJdk
    void whereDescriptorsAreFewSomeAreCountedAndTheOthersTold(Jdk jdk) throws Exception {
        ChildJvm crowd = crowd(jdk, FEW_DESCRIPTORS);

        long before = System.nanoTime();
        ReplyFile.Watch watch = crowd.attach("watch:" + WORK).only();
        print(jdk, "1024 descriptors", crowd, watch, Duration.ofNanos(System.nanoTime() - before));

        assertThat(watch.threads()).isGreaterThan(THREADS);
        assertThat(watch.threadsArmed()).isBetween(1L, (long) FEW_DESCRIPTORS / 2);
        assertThat(watch.reason())
                .contains((watch.threads() - watch.threadsArmed()) + " of " + watch.threads()
                        + " threads are not covered")
                .contains("EMFILE", "ulimit -n");
        tell(crowd, "open " + (FEW_DESCRIPTORS - crowd.descriptors().size() - 10));
        Counts start = crowd.attach("list").only().counts();
        tell(crowd, "call");
        long hits = crowd.attach("list").only().counts().since(start).hits();
        assertThat(hits % CALLS).as("%d hits: those of whole threads", hits).isZero();
        assertThat(hits / CALLS)
                .isBetween(
                        Math.max(1, watch.threadsArmed() - THREADS_OF_THE_JVM),
                        Math.min(THREADS, watch.threadsArmed()));
    }

    private static ReplyFile.Watch armed(ChildJvm crowd) {
        return await().atMost(ChildJvm.LONG).until(() -> crowd.attach("list").only(), watch -> {
            boolean whole = watch.threadsArmed() == watch.threads();
            return watch.state().equals("Armed") && whole && watch.reason().isEmpty();
        });
    }

    private static void requireEachCounted(ChildJvm crowd) throws Exception {
        Counts before = crowd.attach("list").only().counts();
        tell(crowd, "call");
        Counts counted = crowd.attach("list").only().counts().since(before);

        assertThat(counted.hits()).as("%s", counted).isEqualTo((long) THREADS * CALLS);
        await().atMost(ChildJvm.LONG)
                .untilAsserted(() -> crowd.attach("list").only().counts().requireAddUp());
    }

    private static void print(Jdk jdk, String how, ChildJvm crowd, ReplyFile.Watch watch, Duration took)
            throws IOException {
        System.out.printf(
                "%s, %s: %d of %d threads armed, the load took %d ms; %d descriptors of perf events, %d KiB of rings%n",
                jdk,
                how,
                watch.threadsArmed(),
                watch.threads(),
                took.toMillis(),
                crowd.perfEvents(),
                ringBytes(crowd) / 1024);
    }

    private static long ringBytes(ChildJvm child) throws IOException {
        try (Stream<String> maps = Files.lines(Path.of("/proc", Long.toString(child.pid()), "maps"))) {
            return maps.filter(line -> line.endsWith("[perf_event]"))
                    .mapToLong(ManyThreadsIT::length)
                    .sum();
        }
    }

    private static long length(String line) {
        String[] range = line.substring(0, line.indexOf(' ')).split("-", 2);
        return Long.parseUnsignedLong(range[1], 16) - Long.parseUnsignedLong(range[0], 16);
    }
}
