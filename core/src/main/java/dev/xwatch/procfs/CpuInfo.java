package dev.xwatch.procfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The first processor of {@code /proc/cpuinfo}, as x86 kernels write it ({@code arch/x86/kernel/cpu/proc.c}).
 *
 * @param model its name, or the empty string
 * @param flags for example {@code de} (debugging extensions) and {@code hypervisor} (this is a virtual machine)
 */
public record CpuInfo(String model, Set<String> flags) {
    public CpuInfo {
        flags = Set.copyOf(flags);
    }

    public static CpuInfo read() throws IOException {
        return parse(new String(Files.readAllBytes(Path.of("/proc/cpuinfo")), StandardCharsets.UTF_8));
    }

    /** Parses lines {@code name\t: value}; what is missing is empty. */
    public static CpuInfo parse(String text) {
        return new CpuInfo(
                value(text, "model name"),
                Set.copyOf(List.of(value(text, "flags").split(" +"))));
    }

    private static String value(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name) && line.indexOf(':') > 0)
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse("");
    }
}
