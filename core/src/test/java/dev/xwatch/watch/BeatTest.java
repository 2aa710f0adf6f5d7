package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.StringTokenizer;
import org.junit.jupiter.api.Test;

/**
 * Callers whose calls come some 10 microseconds after each other where a trap takes 6 to 7, and who are kept from the CPU a few
 * times in each window: each line of a file has the gaps of one window, as measured.
 */
class BeatTest {
    private static final long TRAP = 6_500;
    private static final long DISTANCE = 100_000_000;
    private static final int TID = 17;

    private static boolean isKept(String gapsOfWindows) throws IOException {
        HitCost cost = new HitCost();
        cost.trapMeasured(TRAP);
        Beat beat = new Beat();
        List<String> windows;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(BeatTest.class.getResourceAsStream(gapsOfWindows)),
                StandardCharsets.US_ASCII))) {
            windows = reader.lines().toList();
        }
        long opened = 0;
        for (String gaps : windows) {
            opened += DISTANCE;
            Window window = new Window(0, opened, 0, tid -> 0);
            long time = opened;
            window.hit(TID, time, cost);
            StringTokenizer tokens = new StringTokenizer(gaps);
            while (tokens.hasMoreTokens()) {
                time += Long.parseLong(tokens.nextToken());
                window.hit(TID, time, cost);
            }
            window.close(time, false);
            beat.add(window);
        }
        return beat.isKept(TRAP);
    }

    @Test
    void whoFollowsAClockIsKnownThoughOftenLate() throws IOException {
        assertThat(isKept("gaps-by-a-clock.txt")).isTrue();
    }

    @Test
    void whoWorksForAsLongAfterEachCallFollowsNone() throws IOException {
        assertThat(isKept("gaps-after-work.txt")).isFalse();
    }
}
