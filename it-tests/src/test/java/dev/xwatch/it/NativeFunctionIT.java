package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.it.app.NativeCalls;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Watches on functions of native libraries, by name. */
@RequiresBreakpoints
class NativeFunctionIT {
    private static final int CALLS = 500;
    private static final int SLOW_CALLS = 20;

    /** Its step is no exported function: only the symbol table has it. */
    private static final String STEPS = """
            static volatile int steps;
            __attribute__((noinline)) static void step(void) { steps++; }
            int answer = 42;
            void Java_dev_xwatch_it_app_NativeCalls_steps(void *env, void *type, int calls) {
                while (calls-- > 0) step();
            }
            """;

    @RegisterExtension
    final ChildJvms jvms = new ChildJvms();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    private static void tell(ChildJvm child, String command) throws InterruptedException {
        child.println(command);
        child.awaitLine(command);
    }

    private ChildJvm start(Jdk jdk, String... options) throws Exception {
        ChildJvm child = jvms.start(
                Launch.on(jdk).jvm("-XX:+UseSerialGC", "-Xmx64m").agent(options).main(NativeCalls.class));
        child.awaitLine("ready");
        return child;
    }

    @EachJdk
    void exportedAndLocalFunctionsAreCountedExactly(Jdk jdk) throws Exception {
        String exported = "native:libjvm.so!JVM_GC";
        String local = "native:libjvm.so!ThreadService::find_deadlocks_at_safepoint";
        Path recording = directory.resolve("libjvm.jfr");
        ChildJvm child = start(jdk, "watch:" + exported, "watch:" + local, "record:" + recording);
        tell(child, "gc " + SLOW_CALLS);
        tell(child, "deadlocks " + SLOW_CALLS);
        ReplyFile reply = child.load("list");

        for (String watch : List.of(exported, local)) {
            assertThat(reply.watch(watch).kind()).isEqualTo("native");
            assertThat(reply.watch(watch).state()).as("%s", reply).isEqualTo("Armed");
            assertThat(reply.watch(watch).counts().hits()).as(watch).isEqualTo(SLOW_CALLS);
            reply.watch(watch).counts().requireAddUp();
        }
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();
        HitFile file = HitFile.read(recording);
        assertThat(file.hits(exported))
                .hasSize(SLOW_CALLS)
                .allMatch(hit -> hit.threadName().equals("main"))
                .allMatch(hit -> hit.method().equals("libjvm.so!JVM_GC"));
        // Between safepoints other threads run the JVM's operations for it.
        assertThat(file.hits(local)).hasSize(SLOW_CALLS);
    }

    @EachJdk
    void aLibraryThatIsLoadedLaterIsWaitedFor(Jdk jdk) throws Exception {
        Path library = SharedLibrary.compile(directory, "later", STEPS);
        String watch = "native:liblater.so:step";
        ChildJvm child = start(jdk, "watch:steps@" + watch);
        ReplyFile.Watch pending = child.load("list").only();
        assertThat(pending.state()).isEqualTo("Pending");
        assertThat(pending.reason()).isEqualTo("liblater.so is not loaded");
        assertThat(pending.spec()).isEqualTo("native:liblater.so!step");

        tell(child, "load " + library);
        Reports.await(child, "Armed");
        tell(child, "steps " + CALLS);
        ReplyFile.Watch armed = child.load("list").only();
        assertThat(armed.counts().hits()).isEqualTo(CALLS);
        armed.counts().requireAddUp();
        assertThat(armed.method()).isEqualTo("liblater.so!step");
    }

    @EachJdk
    void aLimitEndsAWatchOnABusyFunction(Jdk jdk) throws Exception {
        ChildJvm child = start(jdk, "watch:m@native:libc.so.6!malloc", "limit:50");
        tell(child, "gc 1");
        ReplyFile.Watch watch = child.load("list").only();
        assertThat(watch.counts().recorded()).isLessThanOrEqualTo(50);
        Reports.await(child, "Limit");
        ReplyFile.Watch ended = child.load("list").only();
        assertThat(ended.counts().recorded()).isEqualTo(50);
        ended.counts().requireAddUp();
    }

    @EachJdk
    void anImplementationChosenForTheCpuIsFound(Jdk jdk) throws Exception {
        ChildJvm child = start(jdk, "watch:copy@native:libc.so.6!memcpy@GLIBC_2.14", "limit:5");
        tell(child, "gc 1");
        Reports.await(child, "Limit");
        assertThat(child.load("list").only().counts().recorded()).isEqualTo(5);
    }

    @EachJdk
    void whatCannotBeWatchedIsRefusedWithAReason(Jdk jdk) throws Exception {
        Path library = SharedLibrary.compile(directory, "data", STEPS);
        Path stripped = SharedLibrary.compile(
                directory, "bare", "int f(void) { return 1; }", "-fvisibility=hidden", "-s", "-nostdlib");
        ChildJvm child = start(jdk, "log:error");
        tell(child, "load " + library);
        tell(child, "load " + stripped);

        refused(child, "native:libbare.so!f", "libbare.so has no symbols of functions", "watchpoint:0xADDR:8:x");
        refused(child, "native:libdata.so!stap", "libdata.so has no symbol stap", "step");
        refused(child, "native:libjvm.so!JVM_GCC", "libjvm.so has no symbol JVM_GCC", "JVM_GC");
        refused(child, "native:libdata.so!answer", "answer in libdata.so is data, not a function", "watchpoint:");
        refused(child, "native:libjvm.so!malloc", "libjvm.so only uses malloc", "native:libc.so.6!malloc");
    }

    private static void refused(ChildJvm child, String spec, String why, String fix) throws Exception {
        ReplyFile reply = child.load("watch:" + spec);
        assertThat(reply.ok()).isFalse();
        ReplyFile.Refusal refusal = reply.error().orElseThrow();
        assertThat(refusal.what()).contains(spec);
        assertThat(refusal.why()).contains(why);
        assertThat(refusal.fix()).contains(fix);
        assertThat(reply.watch(spec).state()).isEqualTo("Failed");
    }
}
