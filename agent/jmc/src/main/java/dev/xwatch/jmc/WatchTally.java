package dev.xwatch.jmc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openjdk.jmc.common.IMCFrame;
import org.openjdk.jmc.common.IMCStackTrace;
import org.openjdk.jmc.common.util.FormatToolkit;

/** What a recording says of one watch. */
final class WatchTally {
    private static final Set<String> BLIND = Set.of("Pending", "Disarmed", "Paused", "Failed");

    private final String name;
    private final Ranking threads = new Ranking();
    private final Ranking callers = new Ranking();
    private final Map<String, State> states = new TreeMap<>();
    private long recorded;
    private long counted = Long.MIN_VALUE;
    private long hits;
    private final List<String> unseen = new ArrayList<>();

    private record State(long time, String state, String reason) {
        boolean isBlind() {
            return BLIND.contains(state);
        }
    }

    WatchTally(String name) {
        this.name = name;
    }

    /** {@code dev.xwatch.Execution}, or Hit where there are none. */
    void addHit(Events hit) {
        recorded++;
        threads.add(hit.threadName());
        String caller = caller(hit);
        if (!caller.isEmpty()) {
            callers.add(caller);
        }
    }

    private static String caller(Events hit) {
        String caller = hit.text("caller");
        IMCStackTrace stack = hit.stackTrace();
        if (!caller.isEmpty() || stack == null || stack.getFrames().isEmpty()) {
            return caller;
        }
        IMCFrame top = stack.getFrames().get(0);
        return top.getMethod() == null
                ? ""
                : FormatToolkit.getHumanReadable(top.getMethod(), false, false, true, true, true, false);
    }

    /** {@code dev.xwatch.WatchCount}: the last one holds. */
    void addCount(Events count) {
        if (count.time() < counted) {
            return;
        }
        counted = count.time();
        hits = count.number("hits");
        unseen.clear();
        addUnseen(count.number("lost"), "lost, because their records found no room in the ring");
        addUnseen(count.number("discarded"), "discarded, beyond the limit or not of the code watched at that time");
        addUnseen(count.number("interpretedCalls"), "calls interpreted, by an estimate");
        addUnseen(count.number("osrVersions"), "on-stack replacement versions, which are entered elsewhere");
        if (count.number("inlinedInto") > 0) {
            unseen.add("copies inlined into " + Numbers.text(count.number("inlinedInto")) + " methods: "
                    + count.text("inlinedIntoMethods"));
        }
        if (count.truth("intrinsic")) {
            unseen.add("calls for which the JIT has an intrinsic");
        }
        if (count.truth("saturated")) {
            unseen.add("the true rate: traps took most of the time, so it is a lower bound");
        }
    }

    private void addUnseen(long number, String what) {
        if (number > 0) {
            unseen.add(Numbers.text(number) + " " + what);
        }
    }

    /** {@code dev.xwatch.WatchState}: the last one of each method holds. */
    void addState(Events event) {
        State state = new State(event.time(), event.text("state"), event.text("reason"));
        states.merge(event.text("method"), state, (known, other) -> other.time() < known.time() ? known : other);
    }

    /** Whether executions may have been missed. */
    boolean isBlind() {
        return !unseen.isEmpty() || told().anyMatch(entry -> entry.getValue().isBlind());
    }

    /** Of a watch that found its methods, what was said before, of none of them, is over. */
    private Stream<Map.Entry<String, State>> told() {
        return states.entrySet().stream()
                .filter(entry -> states.size() == 1 || !entry.getKey().isEmpty());
    }

    String summary() {
        long told = Math.max(hits, recorded);
        return told == 0
                ? name + ": not executed, as far as it was watched"
                : name + ": " + Numbers.text(told) + " executions by " + Numbers.text(threads.size()) + " threads";
    }

    String explanation() {
        StringBuilder text = new StringBuilder(name + ": " + Numbers.text(hits) + " hits counted by the kernel, "
                + Numbers.text(recorded) + " in this recording.");
        append(text, "Threads", threads);
        append(text, "Callers", callers);
        if (!unseen.isEmpty()) {
            text.append("\nNot seen: ").append(String.join("; ", unseen)).append('.');
        }
        told().forEach(entry -> text.append("\nAt the end")
                .append(entry.getKey().isEmpty() ? "" : ", " + entry.getKey())
                .append(": ")
                .append(entry.getValue().state())
                .append(
                        entry.getValue().reason().isEmpty()
                                ? ""
                                : ", " + entry.getValue().reason()));
        return text.toString();
    }

    private static void append(StringBuilder text, String title, Ranking ranking) {
        if (!ranking.isEmpty()) {
            text.append('\n').append(title).append(": ").append(ranking.text());
        }
    }
}
