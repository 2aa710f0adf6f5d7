package dev.xwatch.procfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        List<Integer> cpus = new ArrayList<>();
        for (String range : list.strip().split(",", -1)) {
            int dash = range.indexOf('-');
            int last = number(range.substring(dash + 1), list);
            int first = dash < 0 ? last : number(range.substring(0, dash), list);
            int next = cpus.isEmpty() ? 0 : cpus.get(cpus.size() - 1) + 1;
            if (first < next || last < first || last > LAST) {
                throw new IllegalArgumentException(NO_LIST + list);
            }
            for (int cpu = first; cpu <= last; cpu++) {
                cpus.add(cpu);
            }
        }
        int[] numbers = new int[cpus.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = cpus.get(i);
        }
        return numbers;
    }

    private static int number(String text, String list) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(NO_LIST + list, e);
        }
    }
}
