package dev.xwatch.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What threads of a process have taken of the CPUs, by {@code /proc/PID/task/TID/schedstat}. */
final class ThreadTimes {
    private ThreadTimes() {}

    /**
     * @param name of a thread, as the kernel has it
     * @return nanoseconds that those together have run which are there now
     */
    static long nanos(long pid, Predicate<String> name) throws IOException {
        long nanos = 0;
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path task : tasks.toList()) {
                nanos += nanosOf(task, name);
            }
        }
        return nanos;
    }

    private static long nanosOf(Path task, Predicate<String> name) throws IOException {
        try {
            return name.test(Files.readString(task.resolve("comm")).strip())
                    ? Long.parseLong(Files.readString(task.resolve("schedstat")).split(" ", 2)[0])
                    : 0;
        } catch (NoSuchFileException e) {
            return 0; // it has ended meanwhile
        }
    }
}
