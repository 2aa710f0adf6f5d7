package dev.xwatch.procfs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of {@code /proc/PID/limits}, proc_pid_limits(5). */
final class Limits {
    private Limits() {}

    /**
     * The soft limit of a resource.
     *
     * @param resource as it is called there, for example {@code Max open files}
     * @return {@link Long#MAX_VALUE} for unlimited, and for what is more than that
     * @throws IllegalArgumentException if it is not there
     */
    static long soft(String text, String resource) {
        Matcher line =
                Pattern.compile("(?m)^" + resource + " +(\\d+|unlimited) ").matcher(text);
        if (!line.find()) {
            throw new IllegalArgumentException("no line '" + resource + "' in /proc/self/limits");
        }
        try {
            return Long.parseLong(line.group(1));
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
