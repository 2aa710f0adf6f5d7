package dev.xwatch.hotspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineNumberTableTest {
    @Test
    void aByteHasBothSteps() {
        // bci + 3, line + 7; bci + 31, line + 1
        LineNumberTable table = LineNumberTable.decode(new byte[] {3 << 3 | 7, (byte) (30 << 3 | 1), 0});

        assertThat(table.line(0)).isEqualTo(-1);
        assertThat(table.line(2)).isEqualTo(-1);
        assertThat(table.line(3)).isEqualTo(7);
        assertThat(table.line(32)).isEqualTo(7);
        assertThat(table.line(33)).isEqualTo(8);
        assertThat(table.line(1000)).isEqualTo(8);
    }

    @Test
    void hasTheLinesOfAThrowablesStack() {
        RunningJvm jvm = RunningJvm.INSTANCE;
        List<StackTraceElement> seen = new ArrayList<>();
        seen.add(new Throwable().getStackTrace()[0]);

        // far below, and back
        seen.add(new Throwable().getStackTrace()[0]);
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .forEach(frame -> seen.add(frame.toStackTraceElement()));
        MethodSource source = jvm.methodTables()
                .source(jvm.method(LineNumberTableTest.class, "hasTheLinesOfAThrowablesStack", "()V"));

        List<Integer> lines = new ArrayList<>();
        for (int bci = 0; bci < 120; bci++) {
            lines.add(source.at(bci, FrameKind.COMPILED).line());
        }
        assertThat(source.at(0, FrameKind.COMPILED).file()).isEqualTo("LineNumberTableTest.java");
        seen.stream()
                .filter(frame -> frame.getMethodName().equals("hasTheLinesOfAThrowablesStack"))
                .forEach(frame -> assertThat(lines).contains(frame.getLineNumber()));
    }
}
