package dev.xwatch.demo;

/** Runs phases one after the other, reports each and adds up their calls. For use by one thread. */
final class Phases {
    /** The calls of a phase. */
    @FunctionalInterface
    interface Body {
        /** Makes the calls, in whatever threads, and returns when all are made. */
        Tally run() throws DemoException, InterruptedException;
    }

    private final Reporter reporter;
    private final PhaseLog log;
    private long calls;

    Phases(Reporter reporter, PhaseLog log) {
        this.reporter = reporter;
        this.log = log;
    }

    /** Runs {@code body} as {@code phase}. A phase that fails is not reported. */
    void run(Phase phase, Body body) throws DemoException, InterruptedException {
        PhaseLog.Span span = log.begin(phase);
        long begin = System.nanoTime();
        Tally tally = body.run();
        long end = System.nanoTime();
        span.end(tally.calls());
        calls += tally.calls();
        reporter.phase(new Phase.Result(phase, tally.calls(), begin, end));
    }

    /** The calls of all phases so far. */
    long calls() {
        return calls;
    }
}
