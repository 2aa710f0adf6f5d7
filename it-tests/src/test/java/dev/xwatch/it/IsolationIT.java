package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.it.app.Libraries;
import java.io.File;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The application's libraries are its own, and so are its system properties. */
class IsolationIT {
    /** What differs between any two starts, or says how this one was started. */
    private static final List<String> OF_THE_START = List.of("property sun.java.command", "property java.class.path");

    @RegisterExtension
    final ChildJvms children = new ChildJvms();

    @EachJdk
    @RequiresBreakpoints // a machine that has none is an error, which is printed
    void otherVersionsOfTheSameLibrariesRunUnharmed(Jdk jdk) throws Exception {
        List<String> alone = run(launch(jdk));

        List<String> watched = run(launch(jdk).agent("watch:java.lang.String::hashCode", "log:error"));

        assertThat(alone)
                .contains(
                        "jnr-ffi jnr-ffi-2.2.16.jar getpid true",
                        "byte-buddy byte-buddy-1.14.18.jar made a class true",
                        "slf4j slf4j-api-1.7.36.jar logs to org.slf4j.impl.SimpleLogger",
                        "jackson jackson-core-2.15.4.jar 2.15.4",
                        "logging OwnLogManager",
                        "sees dev.xwatch.agent.Agent not");
        assertThat(watched)
                .containsAll(alone.stream()
                        .filter(line -> !line.startsWith("sees dev.xwatch.agent."))
                        .toList());
        assertThat(watched)
                .contains(
                        "sees dev.xwatch.agent.Agent from xwatch.jar",
                        "sees dev.xwatch.watch.Engine not",
                        "sees dev.xwatch.boot.Boot not",
                        "sees dev.xwatch.sys.Linux not",
                        "sees com.kenai.jffi.internal.StubLoader from jffi-1.3.13.jar");
        assertThat(watched.stream().filter(line -> line.startsWith("property ")).toList())
                .isEqualTo(alone.stream()
                        .filter(line -> line.startsWith("property "))
                        .toList());
    }

    private List<String> run(Launch launch) throws Exception {
        ChildJvm child = children.start(launch);
        assertThat(child.awaitExit(ChildJvm.LONG)).as("%s", child).isZero();
        assertThat(child.stderr()).noneMatch(line -> line.contains("xwatch"));
        return child.stdout().stream()
                .filter(line -> OF_THE_START.stream().noneMatch(line::startsWith))
                .toList();
    }

    private static Launch launch(Jdk jdk) {
        String libraries = System.getProperty("isolation.libraries");
        return Launch.on(jdk)
                .jvm("-cp", libraries + "/*" + File.pathSeparator + Artifacts.testClasses())
                .program(Libraries.class.getName());
    }
}
