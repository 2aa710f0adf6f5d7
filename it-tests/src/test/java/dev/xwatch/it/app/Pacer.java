package dev.xwatch.it.app;

/** Tells one thread when to call. */
interface Pacer {
    /** The first call may come now. */
    void begin(long nowNanos);

    /** Waits for the time of the next calls. @return how many of them to make at once */
    int awaitNext();
}
