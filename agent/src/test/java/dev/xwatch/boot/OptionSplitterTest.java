package dev.xwatch.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xwatch.watch.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionSplitterTest {
    @Test
    void theKeyEndsAtTheFirstColonOrEqualsSign() {
        assertThat(OptionSplitter.split("watch:a.B::c,log=debug,stop"))
                .containsExactly(new Option("watch", "a.B::c"), new Option("log", "debug"), new Option("stop", ""));
    }

    @Test
    void aCommaInParenthesesBracketsOrQuotesDoesNotSeparate() {
        assertThat(OptionSplitter.split("watch:A::b(int,long),watch:A::<init>(a<b,c>),record:\"a,b.jfr\""))
                .containsExactly(
                        new Option("watch", "A::b(int,long)"),
                        new Option("watch", "A::<init>(a<b,c>)"),
                        new Option("record", "a,b.jfr"));
    }

    @Test
    void emptyItemsAreNothing() {
        assertThat(OptionSplitter.split("")).isEmpty();
        assertThat(OptionSplitter.split(" , ,")).isEmpty();
    }

    @Test
    void aFileHoldsItemsLineByLineWithComments(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("watches");
        Files.writeString(file, "# all of it\nwatch:A::b,watch:C#d\n\nlog:info # loud\n");

        assertThat(OptionSplitter.split("@" + file + ",stop"))
                .containsExactly(
                        new Option("watch", "A::b"),
                        new Option("watch", "C#d"),
                        new Option("log", "info"),
                        new Option("stop", ""));
    }

    @Test
    void aFileThatNamesItselfIsRefused(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("loop");
        Files.writeString(file, "@" + file);

        assertThatThrownBy(() -> OptionSplitter.split("@" + file)).isInstanceOf(RefusedException.class);
    }

    @Test
    void aFileThatIsNotThereIsRefusedByName() {
        assertThatThrownBy(() -> OptionSplitter.split("@/no/such/file"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("@/no/such/file");
    }

    @Test
    void aFileThatNamesItselfOverAndOverIsRefused(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("watches");
        Files.writeString(file, ("watch:A::b,@" + file + "\n").repeat(20));

        assertThatThrownBy(() -> OptionSplitter.split("@" + file)).isInstanceOf(RefusedException.class);
    }

    @Test
    void aFileWithoutAnEndIsRefused() {
        assertThatThrownBy(() -> OptionSplitter.split("@/dev/zero"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("it has more than");
    }

    @Test
    void aNameThatNoFileCanHaveIsRefused() {
        assertThatThrownBy(() -> OptionSplitter.split("@a\0b")).isInstanceOf(RefusedException.class);
    }

    @Test
    void aFileThatIsNoTextIsRefused(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("watches"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThatThrownBy(() -> OptionSplitter.split("@" + file)).isInstanceOf(RefusedException.class);
    }
}
