package dev.xwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StateHistoryTest {
    private static final String PRICE = "com.acme.Order.price(int)";
    private static final String TAX = "com.acme.Order.tax()";
    private static final long MILLI = 1_000_000;

    private final StateHistory history = new StateHistory();

    private void add(long millis, String state, String method, boolean snapshot) {
        history.add(new Change(millis * MILLI, state, "", method, 0, 0, 0, 0, 0, 0, snapshot));
    }

    private StateLane lane(String method) {
        return history.lanes().stream()
                .filter(lane -> lane.method().equals(method))
                .findFirst()
                .orElseThrow();
    }

    private static long millis(StateLane lane, Standing standing) {
        TimeBuckets buckets = lane.standings().getOrDefault(standing, new TimeBuckets());
        return buckets.at(buckets.shift()).values().stream()
                        .mapToLong(Long::longValue)
                        .sum()
                / MILLI;
    }

    @Test
    void whatIsSaidOfTheWholeHoldsForEachMethod() {
        add(0, "Pending", "", false);
        add(100, "Armed", PRICE, false);
        add(200, "Armed", TAX, false);
        add(300, "Paused", "", false);
        add(400, "Resumed", "", false);
        add(500, "Moved", TAX, false);
        assertThat(history.lastAt(600 * MILLI)).isTrue();

        assertThat(history.lanes()).hasSize(2);
        assertThat(millis(lane(PRICE), Standing.PENDING)).isEqualTo(100);
        assertThat(millis(lane(PRICE), Standing.ARMED)).isEqualTo(400);
        assertThat(millis(lane(PRICE), Standing.PAUSED)).isEqualTo(100);
        assertThat(millis(lane(TAX), Standing.PENDING)).isZero();
        assertThat(millis(lane(TAX), Standing.ARMED)).isEqualTo(300);
        assertThat(lane(TAX).moves().at(lane(TAX).moves().shift()).values()).containsExactly(1L);
        assertThat(history.changesMade()).isEqualTo(6);
    }

    @Test
    void nothingIsSaidAfterItWasRemoved() {
        add(0, "Armed", PRICE, false);
        add(100, "Removed", "", false);

        assertThat(history.lastAt(200 * MILLI)).isFalse();
        assertThat(millis(lane(PRICE), Standing.ARMED)).isEqualTo(100);
    }

    @Test
    void snapshotsTellOnlyWhatIsNotKnown() {
        add(0, "Armed", PRICE, true);
        add(100, "Disarmed", PRICE, false);
        add(150, "Disarmed", PRICE, true);

        assertThat(history.changesMade()).isEqualTo(2);
        assertThat(millis(lane(PRICE), Standing.ARMED)).isEqualTo(100);
    }
}
