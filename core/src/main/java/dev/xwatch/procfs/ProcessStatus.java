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

    private final Map<String, String> fields;

    private ProcessStatus(Map<String, String> fields) {
        this.fields = Map.copyOf(fields);
    }

    /** This process's. */
    public static ProcessStatus self() throws IOException {
        // The name in it can hold any bytes: unlike Files.readString, this does not fail on those that are no UTF-8.
        return parse(new String(Files.readAllBytes(Path.of("/proc/self/status")), StandardCharsets.UTF_8));
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
        try {
            long effective = Long.parseUnsignedLong(fields.getOrDefault("CapEff", "0"), 16);
            return (effective & 1L << number) != 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** {@code SECCOMP_MODE_*} of {@code linux/seccomp.h}: 0 disabled, 1 strict, 2 filter. */
    public OptionalInt seccomp() {
        return integer("Seccomp");
    }

    /** The process that traces this one, such as a debugger; 0 if there is none. */
    public OptionalInt tracerPid() {
        return integer("TracerPid");
    }

    private OptionalInt integer(String name) {
        try {
            return OptionalInt.of(Integer.parseInt(fields.getOrDefault(name, "")));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
