package dev.xwatch.it;

/** The counts of a watch, out of a reply or a {@code dev.xwatch.WatchCount} event. */
public record Counts(long hits, long recorded, long lost, long discarded, long duplicates) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    private static final long HITS_FOR_A_DUPLICATE = 10_000;

    /** What was counted since {@code earlier}. */
    public Counts since(Counts earlier) {
        return new Counts(
                hits - earlier.hits,
                recorded - earlier.recorded,
                lost - earlier.lost,
                discarded - earlier.discarded,
                duplicates - earlier.duplicates);
    }

    /** Whether every hit that the kernel counted is accounted for: when those on their way have come. */
    public boolean addUp() {
        return hits == recorded - duplicates + lost + discarded;
    }

    /**
     * Of a watch at rest: every hit that the kernel counted is accounted for, and the kernel wrote hardly any record
     * twice.
     */
    public void requireAddUp() {
        if (!addUp()) {
            throw new AssertionError("hits are not recorded - duplicates + lost + discarded: " + this);
        }
        if (duplicates > Math.max(1, hits / HITS_FOR_A_DUPLICATE)) {
            throw new AssertionError("more than 1 duplicate in " + HITS_FOR_A_DUPLICATE + " hits: " + this);
        }
    }
}
