package dev.xwatch.report;

/** An event {@code dev.xwatch.WatchState}: the fields have its names, times are nanoseconds, those of the clock since 1970. */
record Change(
        long nanos,
        String state,
        String reason,
        String method,
        long address,
        int compileId,
        int tier,
        long threads,
        long threadsArmed,
        long latency,
        boolean snapshot) {}
