package dev.xwatch.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xwatch.Manual;
import dev.xwatch.watch.Refusal;
import dev.xwatch.watch.RefusedException;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the agent refuses is found in docs/troubleshooting.md by the text of the refusal. */
class RefusalsInTheManualTest {
    private static void requireHeading(ThrowingCallable refused) throws IOException {
        RefusedException thrown = catchThrowableOfType(RefusedException.class, refused);
        assertThat(thrown).isNotNull();
        requireHeading(thrown.refusal());
    }

    private static void requireHeading(Refusal refusal) throws IOException {
        Manual.requireHeading(refusal.what() + ": " + refusal.why());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wacht:A::b",
                "watch",
                "unwatch",
                "record",
                "reply",
                "jar",
                "feed",
                "list:all",
                "stop:now",
                "pin:on",
                "budget:0%",
                "recordmax:1TB",
                "log:loud",
                "limit:0",
                "for:1y",
                "stack:deep",
                "args:yes",
                "noinline:yes",
                "threads:",
                "@/no/such/file"
            })
    void anOption(String text) throws IOException {
        requireHeading(() -> AgentOptions.of(OptionSplitter.split(text)));
    }

    @Test
    void aFileOfFiles(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("watches");
        Files.writeString(file, ("list,@" + file + "\n").repeat(20));
        requireHeading(() -> OptionSplitter.split("@" + file));
        Files.writeString(file, "list\n".repeat(200_000));
        requireHeading(() -> OptionSplitter.split("@" + file));
    }

    @Test
    void aNameThatNoFileCanHave() throws IOException {
        requireHeading(() -> AgentOptions.items(List.of("record:a\0b")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "A::b(Q",
                "0xyz",
                "w:0x1000:y:x",
                "w:0x1000:8:r",
                "w:0x1000:8:rx",
                "w:0x1000:8:q",
                "w:0x1000:3:w",
                "w:0x1001:8:w",
                "w:0xffffffff81000000:1:x",
                "w:0x7ffffffff000:1:x",
                "region:",
                "native:libc.so.6",
                "blob:"
            })
    void aSpec(String spec) throws IOException {
        requireHeading(() -> AgentOptions.of(OptionSplitter.split("watch:" + spec)));
    }

    @Test
    void filesOfOptions(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("watches");
        Files.writeString(file, "@" + file + "\n");
        requireHeading(() -> OptionSplitter.split("@" + file));
        requireHeading(() -> OptionSplitter.splitWithoutFiles("@" + file));
    }

    @Test
    void theMachine() throws IOException {
        requireHeading(() -> Machine.require("Mac OS X", "23.1", "aarch64"));
        requireHeading(() -> Machine.require("Linux", "5.4.0-generic", "amd64"));
    }

    @Test
    void whatIsNotWatched() throws IOException {
        requireHeading(Watching.unknown("Shop::price", List.of("Shop::refund")));
        requireHeading(Feed.nothingWatched());
    }

    @Test
    void filesOverJmx() throws IOException {
        Instrumentation unused = (Instrumentation) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Instrumentation.class}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
        WatchesBean bean = new WatchesBean(new Control(unused, () -> {}));

        IllegalArgumentException thrown = catchThrowableOfType(
                IllegalArgumentException.class,
                () -> bean.invoke(
                        "watch", new Object[] {"A::b,record:/tmp/x.jfr"}, new String[] {String.class.getName()}));

        Manual.requireHeading(String.valueOf(thrown.getMessage()));
    }
}
