package dev.xwatch.report;

import jdk.jfr.consumer.RecordedEvent;

/** All that a recording says of one watch, summed up. */
final class WatchData {
    /** @param osThreadId names are not unique */
    record ThreadKey(String name, int osThreadId) {}

    private final String name;
    private final CodeSeries codes = new CodeSeries();
    private final StateHistory states = new StateHistory();
    private final Counts counts = new Counts();
    private final CallTree calls = new CallTree();
    private final TopValues<ThreadKey> threads = new TopValues<>();
    private final Arguments arguments = new Arguments();
    private String spec = "";
    private String kind = "";
    private long hits;
    private long hitsOnVirtualThreads;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    WatchData(String name) {
        this.name = name;
    }

    void hit(RecordedEvent event, long nanos) {
        seen(nanos);
        hits++;
        if (kind.isEmpty()) {
            kind = Fields.text(event, "kind");
        }
        String method = Fields.text(event, "method");
        codes.add(
                new Code(
                        method,
                        (int) Fields.number(event, "compileId"),
                        (int) Fields.number(event, "tier"),
                        Fields.number(event, "address")),
                nanos);
        threads.add(new ThreadKey(Fields.text(event, "threadName"), (int) Fields.number(event, "osThreadId")));
        if (Fields.number(event, "virtualThreadId") != 0) {
            hitsOnVirtualThreads++;
        }
        String stack = Fields.text(event, "stack");
        calls.add(stack.isEmpty() ? Fields.text(event, "caller") : stack);
        arguments.add(method, Fields.text(event, "arguments"));
    }

    void state(RecordedEvent event, long nanos) {
        seen(nanos);
        spec = Fields.text(event, "spec");
        states.add(new Change(
                nanos,
                Fields.text(event, "state"),
                Fields.text(event, "reason"),
                Fields.text(event, "method"),
                Fields.number(event, "address"),
                (int) Fields.number(event, "compileId"),
                (int) Fields.number(event, "tier"),
                Fields.number(event, "threads"),
                Fields.number(event, "threadsArmed"),
                Fields.number(event, "latency"),
                Fields.flag(event, "snapshot")));
    }

    void count(RecordedEvent event, long nanos) {
        seen(nanos);
        counts.add(event);
    }

    private void seen(long nanos) {
        first = Math.min(first, nanos);
        last = Math.max(last, nanos);
    }

    /** The recording ends: until then the watch stood as it was last said to, unless it was removed. */
    void close(long end) {
        if (states.lastAt(end)) {
            last = end;
        }
    }

    String name() {
        return name;
    }

    /** Empty if the recording does not tell. */
    String spec() {
        return spec;
    }

    /** Empty if there was no hit. */
    String kind() {
        return kind;
    }

    /** How many hits the recording has. */
    long hits() {
        return hits;
    }

    long hitsOnVirtualThreads() {
        return hitsOnVirtualThreads;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    CodeSeries codes() {
        return codes;
    }

    StateHistory states() {
        return states;
    }

    Counts counts() {
        return counts;
    }

    CallTree calls() {
        return calls;
    }

    TopValues<ThreadKey> threads() {
        return threads;
    }

    Arguments arguments() {
        return arguments;
    }
}
