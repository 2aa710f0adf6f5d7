package dev.xwatch.procfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** What a process may do, from the lines {@code Name:\tvalue} of {@code /proc/PID/status}, proc_pid_status(5). */
public final class ProcessStatus {
    /** {@code linux/capability.h}. */
    private static final int CAP_SYS_ADMIN = 21;
    /** {@code linux/capability.h}, since Linux 5.8. */
    private static final int CAP_PERFMON = 38;

    /** Of the real, effective, saved and file system ids. */
    private static final int EFFECTIVE = 1;

    private final Map<String, String> fields;

    private ProcessStatus(Map<String, String> fields) {
        this.fields = Map.copyOf(fields);
    }

    /** This process's. */
    public static ProcessStatus self() throws IOException {
        return read(Path.of("/proc/self/status"));
    }

    /** Another process's. */
    public static ProcessStatus of(long pid) throws IOException {
        return read(Path.of("/proc", Long.toString(pid), "status"));
    }

    private static ProcessStatus read(Path file) throws IOException {
        // The name in it can hold any bytes: unlike Files.readString, this does not fail on those that are no UTF-8.
        return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }

    /** Parses the text of {@code /proc/PID/status}; lines of another form are passed over. */
    public static ProcessStatus parse(String text) {
        Map<String, String> fields = new HashMap<>();
        text.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        return new ProcessStatus(fields);
    }

    /** Whether CAP_PERFMON is effective. */
    public boolean hasPerfmon() {
        return hasCapability(CAP_PERFMON);
    }

    /** Whether CAP_SYS_ADMIN is effective. */
    public boolean hasSysAdmin() {
        return hasCapability(CAP_SYS_ADMIN);
    }

    private boolean hasCapability(int number) {
        return hasBit("CapEff", number);
    }

    /** {@code SECCOMP_MODE_*} of {@code linux/seccomp.h}: 0 disabled, 1 strict, 2 filter. */
    public OptionalInt seccomp() {
        return integer("Seccomp");
    }

    /** The process that traces this one, such as a debugger; 0 if there is none. */
    public OptionalInt tracerPid() {
        return integer("TracerPid");
    }

    /** The id of the process, where this may be one of its threads; -1 if it is not told. */
    public int leader() {
        return word("Tgid", 0);
    }

    /** The process's id in the innermost PID namespace that it is in; -1 if it is not told. */
    public int innermostPid() {
        return word("NSpid", -1);
    }

    /** The effective user id, an unsigned number as in the attribute {@code unix:uid}; -1 if it is not told. */
    public int user() {
        return word("Uid", EFFECTIVE);
    }

    /** The effective group id, likewise. */
    public int group() {
        return word("Gid", EFFECTIVE);
    }

    /** Whether it has a handler for a signal. */
    public boolean catches(int signal) {
        return hasBit("SigCgt", signal - 1);
    }

    private boolean hasBit(String name, int number) {
        try {
            return (Long.parseUnsignedLong(fields.getOrDefault(name, "0"), 16) & 1L << number) != 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** One of several numbers, counted from the last where the index is negative. */
    private int word(String name, int index) {
        String[] words = fields.getOrDefault(name, "").split("\\s+", -1);
        try {
            return Integer.parseUnsignedInt(
                    words[index < 0 ? words.length + index : Math.min(index, words.length - 1)]);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private OptionalInt integer(String name) {
        try {
            return OptionalInt.of(Integer.parseInt(fields.getOrDefault(name, "")));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
