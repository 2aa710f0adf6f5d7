package dev.xwatch.procfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/** CPU numbers. */
public final class Cpus {
    private Cpus() {}

    /** Those online now, ascending. */
    public static int[] online() throws IOException {
        return parse(Files.readString(Path.of("/sys/devices/system/cpu/online")));
    }

    /**
     * Parses a list in the kernel's form (cpuset(7), "List format"), for example {@code 0-1,4}.
     *
     * @throws IllegalArgumentException if it does not have that form
     */
    public static int[] parse(String list) {
        try {
            return Arrays.stream(list.strip().split(",", -1))
                    .flatMapToInt(Cpus::range)
                    .toArray();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a list of CPUs: " + list, e);
        }
    }

    private static IntStream range(String part) {
        int dash = part.indexOf('-');
        if (dash < 0) {
            return IntStream.of(Integer.parseInt(part));
        }
        return IntStream.rangeClosed(
                Integer.parseInt(part.substring(0, dash)), Integer.parseInt(part.substring(dash + 1)));
    }
}
