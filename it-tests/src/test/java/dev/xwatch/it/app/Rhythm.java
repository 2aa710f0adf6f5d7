package dev.xwatch.it.app;

import java.util.Random;

/** When calls are made. */
public enum Rhythm {
    /** As fast as the machine can. */
    MAX {
        @Override
        Pacer pacer(double rate) {
            return new Pacer() {
                @Override
                public void begin(long nowNanos) {}

                @Override
                public int awaitNext() {
                    return CALLS_AT_ONCE;
                }
            };
        }
    },
    /** At even distances by the clock: one that takes long does not make the next one late. */
    STEADY {
        @Override
        Pacer pacer(double rate) {
            return new Clock(rate) {
                @Override
                long gapNanos(long dueNanos) {
                    return periodNanos;
                }
            };
        }
    },
    /** Twice as often for some 25 ms, then not at all for as long, both of random length. */
    BURSTY {
        @Override
        Pacer pacer(double rate) {
            return new Clock(2 * rate) {
                private final Random random = new Random(4);
                private long burstEndNanos;

                @Override
                long gapNanos(long dueNanos) {
                    if (dueNanos < burstEndNanos) {
                        return periodNanos;
                    }
                    long rest = span();
                    burstEndNanos = dueNanos + rest + span();
                    return rest;
                }

                private long span() {
                    return (long) (BURST_NANOS * (0.2 + 1.6 * random.nextDouble()));
                }
            };
        }
    },
    /** After so much work of its own each: a call that takes long makes all that follow late. */
    AFTER_WORK {
        @Override
        Pacer pacer(double rate) {
            return new Pacer() {
                private final long workNanos = (long) (1e9 / rate);

                @Override
                public void begin(long nowNanos) {}

                @Override
                public int awaitNext() {
                    long until = System.nanoTime() + workNanos;
                    while (System.nanoTime() < until) {
                        Thread.onSpinWait();
                    }
                    return 1;
                }
            };
        }
    };

    private static final int CALLS_AT_ONCE = 100;
    private static final long BURST_NANOS = 25_000_000;

    /** @param rate calls a second */
    abstract Pacer pacer(double rate);

    private abstract static class Clock implements Pacer {
        /** What was missed for longer than this is not made up for. */
        private static final long FORGOTTEN_NANOS = 10_000_000;

        final long periodNanos;
        private long dueNanos;

        Clock(double rate) {
            periodNanos = (long) (1e9 / rate);
        }

        /** From a call to the next one. */
        abstract long gapNanos(long dueNanos);

        @Override
        public void begin(long nowNanos) {
            dueNanos = nowNanos;
        }

        @Override
        public int awaitNext() {
            dueNanos += gapNanos(dueNanos);
            long now = System.nanoTime();
            if (now - dueNanos > FORGOTTEN_NANOS) {
                dueNanos = now;
            }
            while (System.nanoTime() < dueNanos) {
                Thread.onSpinWait();
            }
            return 1;
        }
    }
}
