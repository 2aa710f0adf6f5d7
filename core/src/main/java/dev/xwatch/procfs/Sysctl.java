package dev.xwatch.procfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Kernel parameters (proc_sys_kernel(5), {@code Documentation/admin-guide/sysctl/kernel.rst}). */
public final class Sysctl {
    private final Path root;

    /**
     * A reader of one tree.
     *
     * @param root {@code /proc/sys}
     */
    public Sysctl(Path root) {
        this.root = root;
    }

    /**
     * What users without CAP_PERFMON may do: -1 all, 0 no raw tracepoints, 1 no system-wide events, 2 no kernel events;
     * some distributions add 3 or 4, nothing at all. Empty if it cannot be read.
     */
    public OptionalInt perfEventParanoid() {
        return integer("kernel/perf_event_paranoid");
    }

    /** KiB of ring memory that a user may have for each CPU before RLIMIT_MEMLOCK is charged. Empty if it cannot be read. */
    public OptionalInt perfEventMlockKb() {
        return integer("kernel/perf_event_mlock_kb");
    }

    private OptionalInt integer(String name) {
        try {
            return parse(Files.readString(root.resolve(name)));
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    static OptionalInt parse(String text) {
        try {
            return OptionalInt.of(Integer.parseInt(text.strip()));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
