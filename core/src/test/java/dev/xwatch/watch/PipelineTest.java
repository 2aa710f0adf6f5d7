package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.sys.SyscallException;
import java.util.ArrayList;
import java.util.List;
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
        for (Round round = pipeline.pollFree(0); round != null; round = pipeline.pollFree(0)) {
            taken.add(round);
        }

        assertThat(taken).hasSizeBetween(2, 64);
        pipeline.putFree(taken.get(0));
        assertThat(pipeline.pollFree(0)).isSameAs(taken.get(0));
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
