package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.perf.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * A thread that has a slot's event twice can start no other: its child would inherit more events than it has registers, and
 * {@code pthread_create} fails. So none may get one that it has inherited, however many start and end while slots are opened.
 */
class ThreadBirthsTest {
    private static final int CREATORS = 3;
    private static final int GENERATIONS = 3;
    private static final int SECONDS = Integer.getInteger("xwatch.births.seconds", 5);

    private final AtomicLong started = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean ended;

    @Test
    void noThreadFailsToStartWhileSlotsAreOpenedAndClosed() throws Exception {
        Kernel.requireBreakpoints();
        List<Thread> creators = new ArrayList<>();
        for (int i = 0; i < CREATORS; i++) {
            Thread creator = new Thread(() -> {
                while (!ended) {
                    family(GENERATIONS);
                }
            });
            creator.start();
            creators.add(creator);
        }
        long end = System.nanoTime() + 1_000_000_000L * SECONDS;
        while (System.nanoTime() < end) {
            try (ReadingRig rig = new ReadingRig()) {
                rig.park();
                Thread.sleep(60);
                rig.settle();
            }
        }
        ended = true;
        for (Thread creator : creators) {
            creator.join();
        }
        assertThat(started).hasPositiveValue();
        assertThat(refused)
                .as("threads of %s that could not be started", started)
                .hasValue(0);
    }

    /** Starts threads that do the same for one generation less; the first outlives the others, and then does it again. */
    private void family(int generations) {
        if (generations == 0) {
            return;
        }
        List<Thread> children = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            boolean lasting = i == 0;
            Thread child = new Thread(() -> {
                family(generations - 1);
                if (lasting) {
                    try {
                        Thread.sleep(20);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    family(generations - 1);
                }
            });
            try {
                child.start();
                children.add(child);
                started.incrementAndGet();
            } catch (OutOfMemoryError e) {
                refused.incrementAndGet();
            }
        }
        for (Thread child : children) {
            try {
                child.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
