package dev.xwatch.demo;

/** Calls that were made, and the sum of what they returned. */
record Tally(long calls, long sum) {
    static final Tally NONE = new Tally(0, 0);

    Tally plus(Tally other) {
        return new Tally(calls + other.calls, sum + other.sum);
    }
}
