package dev.xwatch.cli;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;

/** How the watches stand, and what has become of them since the table before. */
final class TopTable {
    private static final double NANOS_PER_SECOND = 1e9;

    private final long pid;
    private final CommandLine command;
    private Map<String, WatchLine> before = Map.of();
    private boolean headed;

    TopTable(long pid, CommandLine command) {
        this.pid = pid;
        this.command = command;
    }

    /** @param whole each table with its head and the callers; else lines of watches alone, but for the first table's head */
    List<String> of(Answer answer, boolean whole) {
        List<WatchLine> watches = answer.watches();
        int width =
                watches.stream().mapToInt(watch -> watch.name().length()).max().orElse(0);
        String row = "%-" + Math.max(width, "watch".length()) + "s  %s  %10s  %13s  %6s  %4s  %6s  %9s";
        String now = LocalTime.now(ZoneId.systemDefault())
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        List<String> lines = new ArrayList<>();
        if (whole) {
            lines.add("xwatch: process " + pid + ", " + watches.size() + " watches, " + now);
            lines.add("");
        }
        if (whole || !headed) {
            lines.add(String.format(row, "watch", "state   ", "hits/s", "total", "paused", "tier", "id", "threads"));
            headed = true;
        }
        Map<String, WatchLine> seen = new HashMap<>();
        for (WatchLine watch : watches) {
            lines.add(line(row, watch));
            seen.put(watch.name(), watch);
        }
        before = seen;
        if (whole) {
            answer.callers().forEach((watch, callers) -> addCallers(lines, watch, callers));
        }
        return lines;
    }

    private static void addCallers(List<String> lines, String watch, Map<String, Long> callers) {
        lines.add("");
        lines.add("callers of " + watch);
        callers.forEach((caller, hits) -> lines.add(String.format(Locale.ROOT, "%,13d  %s", hits, caller)));
    }

    private String line(String row, WatchLine watch) {
        WatchLine earlier = before.getOrDefault(watch.name(), new WatchLine(Map.of()));
        double observed = watch.number("observedTime") - earlier.number("observedTime");
        double armed = watch.number("armedTime") - earlier.number("armedTime");
        double hits = watch.number("hits") - earlier.number("hits");
        String state = String.format("%-8s", watch.state());
        return String.format(
                Locale.ROOT,
                row,
                watch.name(),
                state.replace(watch.state(), States.painted(watch.state(), command)),
                observed <= 0 ? "-" : String.format(Locale.ROOT, "%,.0f", hits / observed * NANOS_PER_SECOND),
                String.format(Locale.ROOT, "%,d", watch.number("hits")),
                observed <= 0 ? "-" : String.format(Locale.ROOT, "%.0f%%", 100 * (1 - armed / observed)),
                orDash(watch.number("tier")),
                orDash(watch.number("compileId")),
                watch.number("threadsArmed") + "/" + watch.number("threads"));
    }

    private static String orDash(long number) {
        return number == 0 ? "-" : Long.toString(number);
    }
}
