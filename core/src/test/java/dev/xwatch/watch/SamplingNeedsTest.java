package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.perf.Sampling;
import dev.xwatch.perf.UserRegisters;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplingNeedsTest {
    private static final WatchRequest ALL = request(WatchOptions.DEFAULT);
    private static final WatchRequest CALLER =
            request(WatchOptions.DEFAULT.withStackFrames(0).withArguments(false));

    private final SamplingNeeds needs = new SamplingNeeds(List.of(), () -> Sampling.EARLY);

    private static WatchRequest request(WatchOptions options) {
        try {
            return SpecParser.parse("w@watchpoint:0x1000:8:x").with(options);
        } catch (RefusedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void argumentsAreTakenWhenTheFirstWatchWantsThem() {
        needs.add(List.of(CALLER));
        Sampling less = needs.sampling();
        needs.add(List.of(ALL));
        Sampling more = needs.sampling();
        needs.add(List.of(CALLER));

        assertThat(less.registers()).isEqualTo(UserRegisters.CALLER);
        assertThat(more.registers()).isEqualTo(UserRegisters.ARGUMENTS);
        assertThat(needs.sampling()).isEqualTo(more);
        assertThat(needs.argumentsGap(less, ALL)).contains("not captured").contains("args:off");
        assertThat(needs.argumentsGap(more, ALL)).isEmpty();
        assertThat(needs.argumentsGap(less, CALLER)).isEmpty();
    }
}
