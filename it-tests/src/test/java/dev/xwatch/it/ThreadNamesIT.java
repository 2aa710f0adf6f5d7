package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.xwatch.it.app.Brief;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Threads that ended long before their hits are read, and those that Java does not know, have their names in them. */
@RequiresBreakpoints
class ThreadNamesIT {
    private static final int THREADS = 300;
    /** Of those whose ids are used again at once: the name is not known where no record told it, which happens now and then. */
    private static final int MOST_NAMELESS = 3;

    private static final String WATCHED = "dev.xwatch.it.app.Brief::hit";

    private static final String NATIVES = """
            #define _GNU_SOURCE
            #include <pthread.h>
            #include <stdio.h>
            static volatile int steps;
            __attribute__((noinline)) static void step(void) { steps++; }
            static void *run(void *number) {
                char name[16];
                snprintf(name, sizeof name, "native-%d", *(int *) number);
                pthread_setname_np(pthread_self(), name);
                step();
                return 0;
            }
            void Java_dev_xwatch_it_app_Brief_startNatives(void *env, void *type, int count) {
                for (int i = 0; i < count; i++) {
                    pthread_t thread;
                    pthread_create(&thread, 0, run, &i);
                    pthread_join(thread, 0);
                }
            }
            """;

    @RegisterExtension
    final ChildJvms jvms = new ChildJvms();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    private ChildJvm start(Jdk jdk, String... options) throws Exception {
        ChildJvm child = jvms.start(Launch.on(jdk)
                // Compiled for good, once.
                .jvm("-XX:-TieredCompilation")
                .jvm("-XX:CompileCommand=quiet", "-XX:CompileCommand=dontinline," + WATCHED)
                .jvm("-XX:CompileCommand=BackgroundCompilation," + WATCHED + ",false")
                .agent(options)
                .main(Brief.class));
        child.awaitLine("ready");
        return child;
    }

    /** Started, and its method compiled for good. */
    private ChildJvm startCompiled(Jdk jdk, Path recording) throws Exception {
        ChildJvm child = start(jdk, "watch:" + WATCHED, "record:" + recording);
        await().atMost(ChildJvm.LONG).until(() -> {
            child.println("warm");
            child.awaitLine("warm");
            return child.attach("list").only().isArmed();
        });
        return child;
    }

    private static String run(ChildJvm child, String command) throws Exception {
        child.println(command);
        String answer = child.awaitLine(command);
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();
        return answer;
    }

    @EachJdk
    void aJavaThreadThatHasEnded(Jdk jdk) throws Exception {
        Path recording = directory.resolve("java.jfr");
        run(startCompiled(jdk, recording), "java " + THREADS);
        requireNames(recording, 0);
    }

    @EachJdk
    void anIdThatIsUsedAgainAndAgain(Jdk jdk) throws Exception {
        Host.requireRoot(); // who may choose the next thread's id
        Path recording = directory.resolve("reused.jfr");
        String answer = run(startCompiled(jdk, recording), "reused " + THREADS);
        System.out.println(answer + " of " + THREADS + " threads");
        requireNames(recording, MOST_NAMELESS);
    }

    @EachJdk
    void aThreadThatJavaDoesNotKnow(Jdk jdk) throws Exception {
        Path library = SharedLibrary.compile(directory, "brief", NATIVES, "-pthread");
        Path recording = directory.resolve("native.jfr");
        ChildJvm child = start(jdk, "watch:step@native:libbrief.so!step", "record:" + recording);
        child.println("load " + library);
        child.awaitLine("load");
        Reports.await(child, "Armed");
        run(child, "native " + THREADS);
        HitFile file = HitFile.read(recording);
        assertThat(file.hits())
                .extracting(HitFile.Hit::threadName)
                .containsOnly(
                        IntStream.range(0, THREADS).mapToObj(i -> "native-" + i).toArray(String[]::new));
        assertThat(file.hits()).allMatch(hit -> hit.javaThread().isEmpty());
    }

    /** @param mostNameless how many may have none: a wrong one nobody may have */
    private static void requireNames(Path recording, int mostNameless) throws IOException {
        Set<String> names = new HashSet<>(); // the kernel writes some record twice now and then
        Set<String> nameless = new HashSet<>();
        int withJavaThread = 0;
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals("dev.xwatch.Hit")
                        && !event.getString("arguments").endsWith("=-1")) {
                    String arguments = event.getString("arguments");
                    String expected = "brief-" + arguments.substring(arguments.indexOf('=') + 1);
                    names.add(expected);
                    if (event.getString("threadName").isEmpty()) {
                        nameless.add(expected);
                        continue;
                    }
                    assertThat(event.getString("threadName")).as("%s", event).isEqualTo(expected);
                    RecordedThread thread = event.getThread("thread");
                    if (thread != null) {
                        assertThat(thread.getJavaName()).isEqualTo(expected);
                        withJavaThread++;
                    }
                }
            }
        }
        System.out.println(names.size() + " hits, of these " + withJavaThread + " with the Java thread, "
                + nameless.size() + " nameless");
        assertThat(names).hasSize(THREADS);
        assertThat(nameless).hasSizeLessThanOrEqualTo(mostNameless);
    }
}
