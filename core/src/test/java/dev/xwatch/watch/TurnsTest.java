package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final long MILLI = 1_000_000;
    private static final int SLOTS = 4;

    private final Budget budget = new Budget(0, 2);
    private final Turns<Integer> turns = new Turns<>(budget, new Random(1)::nextDouble);
    private final List<Integer> holders = new ArrayList<>();
    private final List<Integer> waiting = new ArrayList<>();
    private final Map<Integer, Long> hits = new HashMap<>();
    private final Map<Integer, Long> held = new HashMap<>();
    private long changes;

    private void run(int watches, long millis, int hot) {
        IntStream.range(0, watches).forEach(i -> (i < SLOTS ? holders : waiting).add(i));
        for (long now = 0; now < millis; now++) {
            for (int holder : holders) {
                held.merge(holder, 1L, Long::sum);
                if (holder < hot) {
                    hits.merge(holder, 1L, Long::sum);
                }
            }
            for (Turns.Change<Integer> change :
                    turns.due(holders, () -> waiting, who -> hits.getOrDefault(who, 0L), now * MILLI)) {
                holders.set(holders.indexOf(change.from()), change.to());
                waiting.set(waiting.indexOf(change.to()), change.from());
                changes++;
            }
        }
    }

    @Test
    void nobodyChangesWhereThereIsRoom() {
        run(SLOTS, 1000, SLOTS);

        assertThat(held.values()).hasSize(SLOTS).containsOnly(1000L);
    }

    @Test
    void aHundredThatAreHitHaveEqualShares() {
        run(100, 60_000, 100);

        assertThat(held).hasSize(100);
        assertThat(held.values()).allSatisfy(millis -> assertThat(millis).isBetween(2000L, 2800L));
    }

    @Test
    void whatIsNotHitGivesMostOfItsTurnAway() {
        run(20, 60_000, 10);

        long least = IntStream.range(0, 10).mapToLong(held::get).min().orElseThrow();
        long cold = IntStream.range(10, 20).mapToLong(held::get).max().orElseThrow();
        assertThat(least).isGreaterThan(60_000 * SLOTS / 20 * 4 / 3);
        assertThat(cold).isBetween(60_000L * SLOTS / 20 / 4, 60_000L * SLOTS / 20);
    }

    @Test
    void whoWantsNothingAnyMoreIsPassedOver() {
        holders.add(1);
        assertThat(turns.due(List.of(1), () -> List.of(2, 3), who -> 0, 0)).isEmpty();

        assertThat(turns.due(List.of(1), () -> List.of(3), who -> 0, 200 * MILLI))
                .containsExactly(new Turns.Change<>(1, 3));
    }

    @Test
    void turnsAreLongerWhereChangingIsDear() {
        turns.took(2, 100 * MILLI);
        turns.due(List.of(1, 2), () -> List.of(3), who -> 0, 0);
        assertThat(turns.sliceNanos()).isEqualTo(1000 * MILLI);
        turns.took(1, MILLI);
        turns.due(List.of(1, 2), () -> List.of(3), who -> 0, 0);
        assertThat(turns.sliceNanos()).isEqualTo(Turns.SLICE_NANOS);
    }

    @Test
    void changesTakeAnEighthOfTheBudget() {
        budget.set(1);
        turns.took(4, 2 * MILLI);

        run(100, 60_000, 0);

        double taken = changes * 0.5 / 60_000 / 2;
        assertThat(taken).isBetween(0.0010, 0.0014);
    }
}
