package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.it.app.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behind a real seccomp filter, as containers have one, that forbids {@code perf_event_open}. */
class SeccompIT {
    /** {@code sandbox ERRNO COMMAND...}: runs the command behind a filter (seccomp(2)) that answers so. */
    private static final String SANDBOX = """
            #include <linux/filter.h>
            #include <linux/seccomp.h>
            #include <stddef.h>
            #include <stdlib.h>
            #include <sys/prctl.h>
            #include <sys/syscall.h>
            #include <unistd.h>

            int main(int argc, char **argv) {
                struct sock_filter filter[] = {
                    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
                    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_perf_event_open, 0, 1),
                    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | atoi(argv[1])),
                    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
                };
                struct sock_fprog program = {sizeof filter / sizeof filter[0], filter};
                if (argc < 3 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
                        || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
                    return 125;
                execvp(argv[2], argv + 2);
                return 126;
            }
            """;

    @RegisterExtension
    final ChildJvms children = new ChildJvms();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    private String sandbox = "";

    @BeforeEach
    void compile() throws IOException, InterruptedException {
        Host.requireTool("gcc");
        Path source = Files.writeString(directory.resolve("sandbox.c"), SANDBOX);
        sandbox = directory.resolve("sandbox").toString();
        Tool.run(List.of("gcc", "-O1", "-o", sandbox, source.toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1  | the seccomp filter of this process, as containers have one, forbids it",
                "38 | the kernel has perf events, and the seccomp filter of this process hides them",
            })
    void theDoctorNamesTheFilter(String errno, String why) throws Exception {
        DoctorRun run = DoctorRun.of(children.start(
                Launch.on(Jdks.found().get(0)).under(sandbox, errno).jar(Artifacts.xwatchJar(), "doctor", "--json")));

        assertThat(run.exit()).as("%s", run).isEqualTo(1);
        assertThat(run.result("seccomp")).as("%s", run).isEqualTo("FAILS");
        assertThat(run.of("seccomp", "fix")).contains("seccomp profile");
        assertThat(run.of("perf-events", "why")).contains(why);
    }

    @EachJdk
    void theApplicationRunsOnAndTheReplyNamesTheFilter(Jdk jdk) throws Exception {
        Path reply = directory.resolve("reply");
        ChildJvm child = children.start(Launch.on(jdk)
                .under(sandbox, "1")
                .agent("watch:java.lang.String::hashCode", "reply:" + reply)
                .main(Ending.class, Ending.Way.RETURN.name()));

        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();
        assertThat(ReplyFile.read(reply).error()).hasValueSatisfying(error -> {
            assertThat(error.what()).contains("java.lang.String::hashCode");
            assertThat(error.why()).contains("EPERM", "seccomp filter of this process");
            assertThat(error.fix()).contains("perf_event_open", "seccomp profile");
        });
    }
}
