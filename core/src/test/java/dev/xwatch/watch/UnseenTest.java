package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnseenTest {
    private static Unseen calls(long interpreted, String... callers) {
        return new Unseen(List.of(callers), 0, false, interpreted);
    }

    @Test
    void aCallerOfTwoMethodsIsOne() {
        Unseen both = calls(1, "B.b()", "A.a()").and(calls(2, "A.a()"));

        assertThat(both.inlinedInto()).isEqualTo(2);
        assertThat(both.someInlinedIntoMethods()).containsExactly("A.a()", "B.b()");
        assertThat(both.interpretedCalls()).isEqualTo(3);
    }

    @Test
    void whatIsNotKnownIsNotCounted() {
        assertThat(Unseen.NOTHING.and(Unseen.NOTHING).withoutSeen(3).interpretedCalls())
                .isEqualTo(-1);
        assertThat(Unseen.NOTHING.and(calls(5)).and(Unseen.NOTHING).interpretedCalls())
                .isEqualTo(5);
    }

    @Test
    void callsThatWereHitsTooAreTakenOff() {
        assertThat(calls(5).withoutSeen(3).interpretedCalls()).isEqualTo(2);
        assertThat(calls(5).withoutSeen(8).interpretedCalls()).isZero();
    }

    @Test
    void twentyNamesAtMost() {
        String[] many = IntStream.range(0, 30).mapToObj(i -> "C.m" + i + "()").toArray(String[]::new);

        assertThat(calls(0, many).inlinedInto()).isEqualTo(30);
        assertThat(calls(0, many).someInlinedIntoMethods()).hasSize(20);
    }
}
