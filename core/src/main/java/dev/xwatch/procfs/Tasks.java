package dev.xwatch.procfs;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** The threads of this process as the kernel knows them. */
public final class Tasks {
    private static final String DIRECTORY = "/proc/self/task";

    private Tasks() {}

    /** The ids of all threads; by the time it returns some may have ended and others have started. */
    public static int[] own() throws IOException {
        String[] names = new File(DIRECTORY).list();
        if (names == null) {
            throw new IOException(DIRECTORY + " cannot be listed");
        }
        int[] ids = new int[names.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = Integer.parseInt(names[i]);
        }
        return ids;
    }

    /** The id of the thread that asks, without a native call. */
    public static int current() {
        try {
            Path task = Files.readSymbolicLink(Path.of("/proc/thread-self"));
            return Integer.parseInt(task.getFileName().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * When a thread started, in hundredths of a second since boot: the field {@code starttime} of proc_pid_stat(5), whose
     * unit, {@code USER_HZ}, is that on x86_64. Empty if the thread has ended.
     */
    public static OptionalLong startTicks(int tid) {
        try {
            byte[] stat = Files.readAllBytes(Path.of(DIRECTORY, Integer.toString(tid), "stat"));
            return parseStartTicks(new String(stat, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** The 22nd field. The second, the name in parentheses, can hold anything, parentheses and spaces too. */
    static OptionalLong parseStartTicks(String stat) {
        return number(stat.substring(stat.lastIndexOf(')') + 1), 22 - 2);
    }

    /**
     * The present time on the clock of {@link #startTicks}: proc_uptime(5), which has two decimals.
     *
     * @throws IOException if it cannot be read
     */
    public static long nowTicks() throws IOException {
        String uptime = Files.readString(Path.of("/proc/uptime"));
        return parseUptimeTicks(uptime).orElseThrow(() -> new IOException("/proc/uptime holds " + uptime));
    }

    static OptionalLong parseUptimeTicks(String uptime) {
        return number(uptime.replace(".", ""), 0);
    }

    /**
     * How long a thread could have run and waited for a CPU, in nanoseconds: the second field of its {@code schedstat}
     * ({@code Documentation/scheduler/sched-stats.rst}). Empty if it has ended, or the kernel does not say.
     */
    public static OptionalLong waitedNanos(int tid) {
        try {
            return parseWaitedNanos(Files.readString(Path.of(DIRECTORY, Integer.toString(tid), "schedstat")));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    static OptionalLong parseWaitedNanos(String schedstat) {
        return number(schedstat, 1);
    }

    /** One of the numbers that spaces separate, empty if there is none. */
    private static OptionalLong number(String text, int index) {
        String[] words = text.split(" ", index + 2);
        try {
            return words.length > index ? OptionalLong.of(Long.parseLong(words[index])) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** The thread's name in the kernel, at most 15 bytes; empty if it has ended. */
    public static Optional<String> name(int tid) {
        try {
            byte[] comm = Files.readAllBytes(Path.of(DIRECTORY, Integer.toString(tid), "comm"));
            return Optional.of(new String(comm, StandardCharsets.UTF_8).stripTrailing());
        } catch (IOException e) {
            // NoSuchFileException, or ESRCH where it ended between open and read
            return Optional.empty();
        }
    }
}
