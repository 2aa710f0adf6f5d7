package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.it.app.Calls;
import dev.xwatch.it.app.Dispatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the host into what containers are made of: process ids and mounts of their own. */
@RequiresBreakpoints
class ContainerIT {
    private static final int CALLS = 2_000;
    private static final int MOST_WARM_UP_ROUNDS = 60;
    private static final String METHOD = Dispatch.STATIC.target();

    @RegisterExtension
    final ChildJvms children = new ChildJvms();

    @BeforeEach
    void requireContainers() throws Exception {
        Host.requireRoot();
        Host.requireTool("unshare");
    }

    @EachJdk
    void commandsReachAJvmInAContainer(Jdk jdk) throws Exception {
        ChildJvm container = children.start(Launch.on(jdk)
                .under("unshare", "--pid", "--fork", "--mount-proc", "--kill-child", "sh", "-c")
                .under("mount --bind " + Artifacts.testClasses()
                        + " /mnt && mount -t tmpfs tmpfs /tmp && exec \"$0\" \"$@\"")
                .jvm("-XX:+EnableDynamicAgentLoading", "-XX:TieredStopAtLevel=1", "-XX:-BackgroundCompilation")
                .jvm("-XX:CompileCommand=quiet", "-XX:CompileCommand=dontinline," + METHOD)
                .program("-cp", "/mnt", Calls.class.getName(), "STATIC", Integer.toString(CALLS), "1"));
        container.awaitLine("ready");
        long pid = onlyChild(container.pid());
        Operator command = new ByCommandLine(pid);

        command.watch("watch:w@" + METHOD);
        Counts before = comeToRest(container, command);
        call(container);
        ReplyFile.Watch watch = only(command);

        assertThat(watch.counts().since(before).hits()).isEqualTo(CALLS);
        watch.counts().requireAddUp();
        assertThat(watch.threadsArmed()).isEqualTo(watch.threads());
        assertThat(filesOf(pid))
                .as("the jar, which the JVM keeps open")
                .hasSize(1)
                .allMatch(name -> name.endsWith(".jar"));
        command.stop();
        container.endInput();
        assertThat(container.awaitExit(ChildJvm.LONG)).isZero();
        assertThat(container.stderr()).isEmpty();
    }

    /** Of {@code unshare --fork}: the container's first process, by the number that it has outside. */
    private static long onlyChild(long pid) throws Exception {
        String children = Files.readString(Path.of("/proc/" + pid + "/task/" + pid + "/children"));
        return Long.parseLong(children.strip());
    }

    private static List<String> filesOf(long pid) throws Exception {
        try (var files = Files.list(Path.of("/proc/" + pid + "/root/tmp"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("xwatch"))
                    .toList();
        }
    }

    private static Counts comeToRest(ChildJvm container, Operator command) throws Exception {
        Counts last = only(command).counts();
        for (int round = 0; round < MOST_WARM_UP_ROUNDS; round++) {
            call(container);
            Counts now = only(command).counts();
            if (now.since(last).hits() == CALLS) {
                return now;
            }
            last = now;
        }
        throw new AssertionError("it does not come to rest: " + last);
    }

    private static ReplyFile.Watch only(Operator command) throws Exception {
        List<ReplyFile.Watch> watches = command.list();
        assertThat(watches).hasSize(1);
        return watches.get(0);
    }

    private static void call(ChildJvm container) throws InterruptedException {
        container.println("one");
        container.awaitLine("one sum=");
    }
}
