package dev.xwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xwatch.Manual;
import dev.xwatch.watch.RefusedException;
import java.io.IOException;
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

    @Test
    void thatItIsNoneIsInTheManual() throws IOException {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> Answer.of("[]"));
        Manual.requireHeading(
                refused.refusal().what() + ": " + refused.refusal().why());
    }
}
