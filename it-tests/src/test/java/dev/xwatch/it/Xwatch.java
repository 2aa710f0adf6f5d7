package dev.xwatch.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A command of {@code java -jar xwatch.jar} that has ended.
 *
 * @param status its exit status
 */
record Xwatch(int status, String out, String err) {
    /** With the Java that runs the tests. */
    static Xwatch run(String... arguments) throws IOException, InterruptedException {
        return run(List.of(), Artifacts.xwatchJar(), arguments);
    }

    /** @param front a command that is given the whole command line, such as {@code setpriv} */
    static Xwatch run(List<String> front, Path jar, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(front);
        command.addAll(List.of(System.getProperty("java.home") + "/bin/java", "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        process.getOutputStream().close();
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        String out = text(process.getInputStream());
        return new Xwatch(process.waitFor(), out, err.join());
    }

    private static String text(InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            return "(cannot be read: " + e + ")";
        }
    }
}
