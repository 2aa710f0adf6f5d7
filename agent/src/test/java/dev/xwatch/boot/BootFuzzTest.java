package dev.xwatch.boot;

import dev.xwatch.fuzz.Bytes;
import dev.xwatch.fuzz.Fuzz;
import dev.xwatch.fuzz.Texts;
import dev.xwatch.watch.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options as users, jcmd and JMX clients give them, their files, and another jar. */
class BootFuzzTest {
    private static final Texts OPTIONS = Texts.like(
            "watch:com.acme.Order::price,limit:100,for:30s,stack:off,args:off,noinline:on,pin",
            "watch=a@com.acme.Order::price(int,long),budget:2.5%,record:\"hits,%p.jfr\",recordmax:256MB",
            "watch:native:libc.so.6!malloc,threads:worker-*,log:debug,reply:/tmp/answer.json",
            "com.acme.Order::price,stack:64",
            "unwatch:all,list,stop");

    /** Some hundred bytes for each character of a long text that is nothing but short options: they are read once or thrice. */
    private static final long MOST_BYTES = 32 << 20;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    @Test
    void options() {
        Fuzz.of("AgentOptions", OPTIONS)
                .mayThrow(RefusedException.class)
                .mayAllocate(MOST_BYTES)
                .run(text -> AgentOptions.of(OptionSplitter.splitWithoutFiles(AgentOptions.withKey(text))));
    }

    @Test
    void replyFiles() {
        Fuzz.of("OptionSplitter, replies", OPTIONS)
                .run(text ->
                        AgentOptions.reply(OptionSplitter.splitAround(text)).isPresent());
    }

    @Test
    void items() {
        Fuzz.of("AgentOptions, items", OPTIONS)
                .mayThrow(RefusedException.class)
                .mayAllocate(2 * MOST_BYTES)
                .run(text -> AgentOptions.watchNames(AgentOptions.items(List.of(text))));
    }

    @Test
    void values() {
        Fuzz.of("AgentOptions, values", Texts.like("budget:5%", "recordmax:1GB", "for:1.5min", "limit:7", "log:info"))
                .mayThrow(RefusedException.class)
                .run(text -> AgentOptions.of(OptionSplitter.splitWithoutFiles(text)));
    }

    @Test
    void files() {
        Path file = directory.resolve("watches");
        byte[] lines = "# the shop\nwatch:com.acme.Order::price,limit:7 # often\nwatch:com.acme.*::pay*\n\u00e4\n"
                .getBytes(StandardCharsets.UTF_8);
        byte[] one = "watch:com.acme.Order::price\n".getBytes(StandardCharsets.UTF_8);
        Fuzz.of("OptionSplitter, files", Bytes.like(one, lines))
                .mayThrow(RefusedException.class)
                .run(bytes -> {
                    Files.write(file, bytes);
                    return OptionSplitter.split("@" + file);
                });
    }

    @Test
    void jars() throws IOException {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(jar)) {
            zip.putNextEntry(new ZipEntry("inst/dev/xwatch/boot/version.properties"));
            zip.write("version=1.2\nother=\\u00e4\n".getBytes(StandardCharsets.US_ASCII));
        }
        Path file = directory.resolve("other.jar");
        Fuzz.of("Version", Bytes.like(jar.toByteArray()))
                .mayThrow(IOException.class, ZipException.class, EOFException.class)
                .run(bytes -> {
                    Files.write(file, bytes);
                    return Version.of(file);
                });
    }
}
