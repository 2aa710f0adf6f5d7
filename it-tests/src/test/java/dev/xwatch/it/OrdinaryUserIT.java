package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Without any privilege, at the default perf_event_paranoid of 2, the counts are as exact as root's. */
@RequiresBreakpoints
class OrdinaryUserIT {
    private static final Path PARANOID = Path.of("/proc/sys/kernel/perf_event_paranoid");
    private static final int NOBODY = 65534;
    private static final List<String> AS_NOBODY = List.of(
            "setpriv",
            "--reuid",
            Integer.toString(NOBODY),
            "--regid",
            Integer.toString(NOBODY),
            "--clear-groups",
            "--bounding-set=-all",
            "--inh-caps=-all");

    @RegisterExtension
    final ChildJvms children = new ChildJvms();

    private String before = "";

    @BeforeEach
    void setLevel() throws IOException {
        Host.requireRoot(); // to set it, and to become somebody else
        Host.requireTool("setpriv");
        before = Files.readString(PARANOID);
        Files.writeString(PARANOID, "2\n");
    }

    @AfterEach
    void restoreLevel() throws IOException {
        if (!before.isEmpty()) {
            Files.writeString(PARANOID, before);
        }
    }

    @EachJdk
    void countsExactlyFromTheStart(Jdk jdk) throws Exception {
        try (PublicDirectory directory = PublicDirectory.create()) {
            Path agent = directory.copy(Artifacts.xwatchJar());
            AttendedDemo demo = demo(
                    jdk, directory, agent, "-javaagent:" + agent + "=budget:off,watch:dev.xwatch.demo.Pricing::price");
            demo.advanceTo("settle-1");
            demo.playWithExactCounts();
        }
    }

    @EachJdk
    void countsExactlyAfterAttach(Jdk jdk) throws Exception {
        try (PublicDirectory directory = PublicDirectory.create()) {
            AttendedDemo demo = demo(jdk, directory, directory.copy(Artifacts.xwatchJar()));
            demo.advanceTo("settle-1");
            demo.watchPrice();
            demo.playWithExactCounts();
        }
    }

    private AttendedDemo demo(Jdk jdk, PublicDirectory directory, Path agent, String... jvmArguments) throws Exception {
        Path jar = directory.copy(Artifacts.demoJar());
        Path replies = Files.createDirectory(directory.path().resolve("replies"));
        Tool.run(List.of("chown", Integer.toString(NOBODY), replies.toString()));
        ChildJvm demo = children.start(Launch.on(jdk)
                .under(AS_NOBODY.toArray(String[]::new))
                .in(replies)
                .jvm(jvmArguments)
                .jar(jar, "--wait", "--rounds=2"));
        return new AttendedDemo(demo, options -> load(jdk, demo, agent, replies, options));
    }

    /** As that user too: jcmd talks to JVMs of its own user. */
    private static ReplyFile load(Jdk jdk, ChildJvm demo, Path agent, Path replies, String options) throws Exception {
        Path reply = replies.resolve("reply.json");
        Files.deleteIfExists(reply);
        List<String> command = new ArrayList<>(AS_NOBODY);
        command.addAll(List.of(jdk.tool("jcmd"), Long.toString(demo.pid()), "JVMTI.agent_load", agent.toString()));
        command.add(Unlimited.budget(options) + ",reply:" + reply);
        String said = Tool.run(command);
        assertThat(reply)
                .as("reply to %s: jcmd said %s, %s", options, said, demo)
                .exists();
        return ReplyFile.read(reply);
    }
}
