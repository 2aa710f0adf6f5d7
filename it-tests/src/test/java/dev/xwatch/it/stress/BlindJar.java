package dev.xwatch.it.stress;

import static net.bytebuddy.matcher.ElementMatchers.named;

import dev.xwatch.perf.SelfTest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.MethodCall;

/**
 * xwatch.jar with a self-test that finds no fault. So it watches also where breakpoints open and are never hit, and all but
 * hits can be put under stress there.
 */
final class BlindJar {
    private BlindJar() {}

    static Path make(Path jar, Path directory) throws IOException, ReflectiveOperationException {
        Path made = Files.copy(jar, directory.resolve("xwatch-blind.jar"), StandardCopyOption.REPLACE_EXISTING);
        try (DynamicType.Unloaded<SelfTest> changed = new ByteBuddy()
                        .redefine(SelfTest.class)
                        .method(named("whyBlind"))
                        .intercept(MethodCall.invoke(Optional.class.getMethod("empty")))
                        .make();
                FileSystem files = FileSystems.newFileSystem(URI.create("jar:" + made.toUri()), Map.of());
                OutputStream out = Files.newOutputStream(files.getPath("inst", classFile()))) {
            out.write(changed.getBytes());
        }
        return made;
    }

    private static String classFile() {
        return SelfTest.class.getName().replace('.', '/') + ".class";
    }
}
