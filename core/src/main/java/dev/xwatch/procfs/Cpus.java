package dev.xwatch.procfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** CPU numbers. */
public final class Cpus {
    /** Eight times what a kernel for x86_64 can be built for ({@code NR_CPUS} in {@code arch/x86/Kconfig}). */
    private static final int LAST = 0xffff;

    private static final String NO_LIST = "not a list of CPUs: ";

    private Cpus() {}

    /** Those online now, ascending. */
    public static int[] online() throws IOException {
        return parse(Files.readString(Path.of("/sys/devices/system/cpu/online")));
    }

    /**
     * Parses a list in the kernel's form (cpuset(7), "List format"), for example {@code 0-1,4}.
     *
     * @throws IllegalArgumentException if it does not have that form, or does not ascend
     */
    public static int[] parse(String list) {
        IntStream.Builder cpus = IntStream.builder();
        int next = 0;
        for (String range : list.strip().split(",", -1)) {
            String[] ends = range.split("-", -1);
            int first = number(ends[0], list);
            int last = number(ends[ends.length - 1], list);
            if (ends.length > 2 || first < next || last < first || last > LAST) {
                throw new IllegalArgumentException(NO_LIST + list);
            }
            IntStream.rangeClosed(first, last).forEach(cpus);
            next = last + 1;
        }
        return cpus.build().toArray();
    }

    private static int number(String text, String list) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(NO_LIST + list, e);
        }
    }
}
