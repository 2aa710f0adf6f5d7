package dev.xwatch.watch;

/**
 * What hits may cost: a part of the CPUs' time. Traps, which hold up the threads that make them, take no more than that of
 * any {@value #TRAPS_MILLIS} ms; together with what it takes to read them, and with upkeep up to a limit, of any second.
 *
 * <p>Times are CPU time in nanoseconds where something is spent, and CLOCK_MONOTONIC where it is "now". Thread-safe.
 */
final class Budget {
    private static final int TRAPS_MILLIS = 100;
    private static final long TRAPS_NANOS = TRAPS_MILLIS * 1_000_000L;
    private static final long ALL_NANOS = 1_000_000_000;

    /** Of what may be spent, the most that upkeep is taken to: whatever it is, something must be left for hits. */
    private static final double MOST_UPKEEP = 0.7;

    private final int cpus;
    private final Spending traps = new Spending(TRAPS_NANOS);
    private final Spending all = new Spending(ALL_NANOS);
    private final Spending upkeep = new Spending(ALL_NANOS);
    private double share;

    /** @param percent of the time of all CPUs; 0 or less for no limit */
    Budget(double percent, int cpus) {
        this.cpus = cpus;
        set(percent);
    }

    /** @param percent of the time of all CPUs; 0 or less for no limit */
    synchronized void set(double percent) {
        share = Math.max(0, percent) / 100;
        traps.allow(rate());
        all.allow(rate());
        upkeep.allow(rate() * MOST_UPKEEP);
    }

    synchronized double percent() {
        return share * 100;
    }

    synchronized boolean isOff() {
        return share == 0;
    }

    /** CPU time for each unit of time, all CPUs together. */
    synchronized double rate() {
        return share * cpus;
    }

    /** The most that traps can ever take at once. */
    synchronized double capacity() {
        return traps.most();
    }

    /**
     * @param inTraps what threads of the application spent in traps, or waited for
     * @param besides what xwatch's threads spent
     */
    synchronized void spend(double inTraps, double besides, long nowNanos) {
        traps.spend(inTraps, nowNanos);
        all.spend(inTraps + besides, nowNanos);
    }

    /** @param nanos what xwatch's threads spent, and would have, or nearly, had there been fewer hits */
    synchronized void keepUp(double nanos, long nowNanos) {
        double reckoned = Math.max(0, Math.min(nanos, upkeep.left(nowNanos)));
        upkeep.spend(reckoned, nowNanos);
        all.spend(reckoned, nowNanos);
    }

    /** Whether more was spent than there was; never without a limit. */
    synchronized boolean isOverdrawn(long nowNanos) {
        return share > 0 && (traps.left(nowNanos) < 0 || all.left(nowNanos) < 0);
    }

    /** When so much can be spent. */
    synchronized long whenLeft(double inTraps, double besides, long nowNanos) {
        return Math.max(traps.whenLeft(inTraps, nowNanos), all.whenLeft(inTraps + besides, nowNanos));
    }
}
