package dev.xwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xwatch.watch.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
    @Test
    void whatIsMissingIsEmpty() {
        Answer answer = Answer.of("{}");

        assertThat(answer.error()).isEmpty();
        assertThat(answer.watches()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "{\"watches\":[",
                "{\"watches\":7}",
                "{\"watches\":[7]}",
                "{\"error\":\"x\"}",
                "{\"callers\":{\"a\":{\"b\":\"c\"}}}",
                "{\"hits\":99999999999999999999}"
            })
    void whatIsNoReplyIsRefused(String json) {
        assertThatThrownBy(() -> Answer.of(json))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the agent's reply: it cannot be read");
    }
}
