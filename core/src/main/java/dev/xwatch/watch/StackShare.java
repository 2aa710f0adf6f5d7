package dev.xwatch.watch;

/** How much of a thread's stack each record takes. */
final class StackShare {
    /** Enough for the caller, also for an interpreted one unless it passes dozens of arguments. */
    private static final int LEAST_BYTES = 320;

    /** What a Java frame takes on an average, see docs/architecture.md. */
    private static final int BYTES_PER_FRAME = 32;

    /** Who writes where nobody should is in code that runs rarely, so it is interpreted, which takes much more. */
    private static final int BYTES_PER_FRAME_OF_WRITER = 96;

    /** A ring that is read when it is a quarter full must have room for what comes until then. */
    private static final int RECORDS_PER_RING = 64;

    private StackShare() {}

    /**
     * @param ringBytes of one CPU's ring
     * @return a multiple of 8
     */
    static int bytes(WatchRequest request, int ringBytes) {
        int most = Math.max(LEAST_BYTES, ringBytes / RECORDS_PER_RING);
        int perFrame = request.spec().kind() == WatchKind.DATA ? BYTES_PER_FRAME_OF_WRITER : BYTES_PER_FRAME;
        int wanted = Math.max(LEAST_BYTES, request.options().stackFrames() * perFrame);
        return Math.min(most, wanted) & -Long.BYTES;
    }
}
