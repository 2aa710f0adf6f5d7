package dev.xwatch.it;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the demo prints of a phase; its {@code --help} explains it. */
record PrintedPhase(String scene, String name, String target, long calls, int threads, boolean steady) {
    private static final Pattern LINE = Pattern.compile(
            "phase scene=(\\S+) name=(\\S+) target=(\\S+) calls=(\\d+) threads=(\\d+) begin=\\d+ end=\\d+ steady=(\\S+)");

    /** The phases among the demo's lines, in order. */
    static List<PrintedPhase> all(List<String> stdout) {
        return stdout.stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> new PrintedPhase(
                        line.group(1),
                        line.group(2),
                        line.group(3),
                        Long.parseLong(line.group(4)),
                        Integer.parseInt(line.group(5)),
                        Boolean.parseBoolean(line.group(6))))
                .toList();
    }
}
