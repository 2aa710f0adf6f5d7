package dev.xwatch.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.jfr.chunk.StackTraceConstant;
import dev.xwatch.jfr.chunk.StackTraceConstant.Frame;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StackTextTest {
    @Test
    void eachFormOfALineIsAFrame() {
        StackTraceConstant stack = new StackText("""
                com.acme.Order.price(Order.java:42)
                com.acme.Till$$Lambda/0x00007f0001001200.apply(Unknown Source)
                com.acme.Order.<init>(Order.java)
                Main.main(Main.java:7)
                java.lang.Object.wait(Native Method)""", "0c 17l 5c 31i n").stackTrace();

        assertThat(stack.isTruncated()).isFalse();
        assertThat(stack.frames())
                .containsExactly(
                        new Frame("com.acme.Order", "price", "()V", 42, 0, "JIT compiled"),
                        new Frame("com.acme.Till$$Lambda/0x00007f0001001200", "apply", "()V", 0, 17, "Inlined"),
                        new Frame("com.acme.Order", "<init>", "()V", 0, 5, "JIT compiled"),
                        new Frame("Main", "main", "()V", 7, 31, "Interpreted"),
                        new Frame("java.lang.Object", "wait", "()V", 0, -1, "Native"));
    }

    @Test
    void aStackThatIsNotFinishedIsTruncated() {
        assertThat(new StackText("a.B.c(B.java:1)\n... continuation", "0c")
                        .stackTrace()
                        .isTruncated())
                .isTrue();
        StackTraceConstant more = new StackText("a.B.c(B.java:1)", "0c +").stackTrace();
        assertThat(more.isTruncated()).isTrue();
        assertThat(more.frames()).hasSize(1);
    }

    @Test
    void whatHasNoPlaceInParenthesesIsNoFrame() {
        assertThat(new StackText("a.B.c(B.java:\na.B.c(\n(B.java:1)\n)", "")
                        .stackTrace()
                        .frames())
                .isEmpty();
    }

    @Test
    void aNumberThatCannotBeOneIsNone() {
        assertThat(new StackText("a.B.c(B.java:99999999999)\na.B.d(B.java:-7)\na.B.e(B.java:)", "99999999999c +1c c")
                        .stackTrace()
                        .frames())
                .containsExactly(
                        new Frame("a.B", "c", "()V", 0, -1, "JIT compiled"),
                        new Frame("a.B", "d", "()V", 0, -1, "JIT compiled"),
                        new Frame("a.B", "e", "()V", 0, -1, "JIT compiled"));
    }

    @Test
    void withoutAStackThereIsTheMethodAndItsCaller() {
        StackTraceConstant stack = ofCaller("a.B.c(int,long)", "a.D.e(D.java:5)");

        assertThat(stack.frames())
                .containsExactly(new Frame("a.B", "c", "()V", 0, -1, ""), new Frame("a.D", "e", "()V", 5, -1, ""));
        assertThat(ofCaller("a.B.c(int,long)", "").frames()).hasSize(1);
        assertThat(StackText.ofCaller("", "")).isNull();
        assertThat(ofCaller("libc.so.6+0x9d2a1", "a.D.e(D.java:5)").frames()).hasSize(1);
    }

    private static StackTraceConstant ofCaller(String method, String caller) {
        return Objects.requireNonNull(StackText.ofCaller(method, caller)).stackTrace();
    }
}
