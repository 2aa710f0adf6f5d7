package dev.xwatch.watch;

/** How much of a thread's stack each record takes. */
final class StackShare {
    /** Enough for the caller, also for an interpreted one unless it passes dozens of arguments. */
    private static final int LEAST_BYTES = 320;

    /** What a Java frame takes on an average, see docs/architecture.md. */
    private static final int BYTES_PER_FRAME = 32;

    /** A ring that is read when it is a quarter full must have room for what comes until then. */
    private static final int RECORDS_PER_RING = 64;

    private StackShare() {}

    /**
     * @param frames wanted, 0 for the caller alone
     * @param ringBytes of one CPU's ring
     * @return a multiple of 8
     */
    static int bytes(int frames, int ringBytes) {
        int most = Math.max(LEAST_BYTES, ringBytes / RECORDS_PER_RING);
        return Math.min(most, Math.max(LEAST_BYTES, frames * BYTES_PER_FRAME)) & -Long.BYTES;
    }
}
