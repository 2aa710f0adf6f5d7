package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.it.app.Idler;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** One JVM and jars of two versions, whose entry class is for good the first one's. */
@RequiresBreakpoints
class UpgradeIT {
    private static final String VERSION = "inst/dev/xwatch/boot/version.properties";

    @RegisterExtension
    final ChildJvms children = new ChildJvms();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    @EachJdk
    void anotherVersionWaitsUntilTheFirstIsStopped(Jdk jdk) throws Exception {
        Path one = jar("v1");
        Path two = jar("v2");
        ChildJvm idler = children.start(Launch.on(jdk).main(Idler.class));
        idler.awaitLine("idle ");

        requireVersion("v1", idler.load(one, "watch:a@0x123450"));
        ReplyFile other = idler.load(two, "watch:b@0x123458");
        requireVersion("v1", other);
        assertThat(other.watches()).hasSize(2);
        assertThat(other.notes())
                .singleElement()
                .satisfies(note -> assertThat(note).contains("v1", "v2", "after stop"));
        assertThat(idler.load(one, "stop").ok()).isTrue();

        ReplyFile second = idler.load(two, "watch:c@0x123450");
        requireVersion("v2", second);
        assertThat(second.notes()).isEmpty();
        requireVersion("v2", idler.load(two, "list"));
        assertThat(second.only().threadsArmed()).isPositive();
        assertThat(idler.load(two, "stop").ok()).isTrue();

        // The JVM appends a jar to its class path once only, so of the two it must be told which.
        requireVersion("v1", idler.load(one, "jar:" + one + ",watch:d@0x123450"));
        assertThat(idler.load(one, "stop").ok()).isTrue();
        requireVersion("v2", idler.load(two, "jar:" + two + ",watch:e@0x123450"));
    }

    @EachJdk
    void theJarMayBeReplacedUnderItsName(Jdk jdk) throws Exception {
        Path jar = directory.resolve("xwatch.jar");
        Files.move(jar("v1"), jar);
        ChildJvm idler = children.start(Launch.on(jdk).main(Idler.class));
        idler.awaitLine("idle ");
        requireVersion("v1", idler.load(jar, "watch:0x123450"));

        Files.move(jar("v2"), jar, StandardCopyOption.REPLACE_EXISTING);

        ReplyFile running = idler.load(jar, "list");
        requireVersion("v1", running);
        assertThat(running.notes())
                .singleElement()
                .satisfies(note -> assertThat(note).contains("v2"));
        requireVersion("v1", idler.load(jar, "stop"));
        requireVersion("v2", idler.load(jar, "watch:0x123450"));
    }

    private static void requireVersion(String version, ReplyFile reply) {
        assertThat(reply.ok()).as("%s", reply).isTrue();
        assertThat(reply.version()).as("%s", reply).isEqualTo(version);
    }

    /** The shipped jar with another version written in it. */
    private Path jar(String version) throws IOException {
        Path jar = Files.copy(Artifacts.xwatchJar(), directory.resolve(version + ".jar"));
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            Files.writeString(zip.getPath(VERSION), "version=" + version);
        }
        return jar;
    }
}
