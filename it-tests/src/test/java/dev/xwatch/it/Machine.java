package dev.xwatch.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the machine is that was measured on. */
final class Machine {
    private Machine() {}

    /** In half a sentence: CPUs, whether it is a virtual machine, Linux. */
    static String description() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/cpuinfo"));
        boolean virtual = field(lines, "flags").contains(" hypervisor");
        String release = Files.readString(Path.of("/proc/sys/kernel/osrelease"))
                .split("-", -1)[0]
                .strip();
        return Runtime.getRuntime().availableProcessors() + " CPUs (" + field(lines, "model name") + ")"
                + (virtual ? " of a virtual machine" : "") + ", Linux " + release;
    }

    private static String field(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }
}
