package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.sys.SyscallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private Pipeline pipeline;

    @BeforeEach
    void open() throws SyscallException {
        pipeline = new Pipeline();
    }

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void roundsAreFewSoThatWhatIsNotDecodedStaysInTheRing() throws InterruptedException {
        List<Round> taken = new ArrayList<>();
        for (Round round = pipeline.pollRoom(0); round != null; round = pipeline.pollRoom(0)) {
            taken.add(round);
        }

        assertThat(taken).hasSizeBetween(2, 64);
        pipeline.putFree(taken.get(0));
        assertThat(pipeline.pollRoom(0)).isSameAs(taken.get(0));
    }

    @Test
    void aRoundThatWaitsIsFilledUp() throws InterruptedException {
        Round first = Objects.requireNonNull(pipeline.pollRoom(0));
        first.begin(100, 1);
        first.records().putLong(1);
        pipeline.putFull(first);

        assertThat(pipeline.pollRoom(0)).isSameAs(first);
        first.begin(200, 2);
        first.records().putLong(2).putLong(3);
        assertThat(first.added().flip().remaining()).isEqualTo(2 * Long.BYTES);
        assertThat(first.added().getLong(0)).isEqualTo(2);
        first.records().position(first.records().capacity());
        pipeline.putFull(first);

        Round second = Objects.requireNonNull(pipeline.pollRoom(0));
        assertThat(second).isNotSameAs(first);
        second.begin(300, 3);
        pipeline.putFull(second);
        assertThat(pipeline.pollFull(0)).isSameAs(first);
        assertThat(first.horizonNanos()).isEqualTo(200);
        assertThat(pipeline.pollFull(0)).isSameAs(second);
    }

    @Test
    void aFlushIsAnsweredByTheRoundThatHasItsTicket() throws InterruptedException {
        long first = pipeline.requestFlush();
        long second = pipeline.requestFlush();

        pipeline.decoded(first);

        assertThat(pipeline.awaitDecoded(first, 1)).isTrue();
        assertThat(pipeline.awaitDecoded(second, 1)).isFalse();
        pipeline.decoded(second);
        assertThat(pipeline.awaitDecoded(second, 1)).isTrue();
        assertThat(pipeline.isDecoded(second)).isTrue();
    }

    @Test
    void aPartialRoundTakesTheHorizonOfTheLastWholeOne() throws SyscallException {
        try (Round round = new Round(64)) {
            round.begin(200, 7);

            round.markPartial(100, 6);

            assertThat(round.horizonNanos()).isEqualTo(100);
            assertThat(round.ticket()).isEqualTo(6);
        }
    }
}
