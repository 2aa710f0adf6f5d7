package dev.xwatch.jfr;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Names of files as JFR's own options write them. */
final class FileNames {
    private static final Pattern PLACEHOLDER = Pattern.compile("%[pt%]");

    private FileNames() {}

    /** {@code %p} becomes the process's id, {@code %t} the time, {@code %%} a percent sign. */
    static String expand(String file) {
        String time =
                LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyy_MM_dd_HH_mm_ss"));
        String pid = Long.toString(ProcessHandle.current().pid());
        return PLACEHOLDER.matcher(file).replaceAll(match -> switch (match.group()) {
            case "%p" -> pid;
            case "%t" -> time;
            default -> "%";
        });
    }
}
