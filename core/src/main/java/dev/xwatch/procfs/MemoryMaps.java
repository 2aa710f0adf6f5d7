package dev.xwatch.procfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The mappings of a process as they were when they were read.
 *
 * @param regions in the order of their addresses
 */
public record MemoryMaps(List<MemoryRegion> regions) {
    public MemoryMaps {
        regions = List.copyOf(regions);
    }

    /** This process's; another thread may change them while they are read. */
    public static MemoryMaps self() throws IOException {
        // A path can hold any bytes: unlike Files.readString, this does not fail on those that are no UTF-8.
        return parse(new String(Files.readAllBytes(Path.of("/proc/self/maps")), StandardCharsets.UTF_8));
    }

    /**
     * Parses the text of {@code /proc/PID/maps}.
     *
     * @throws IllegalArgumentException naming the line that does not have its form
     */
    public static MemoryMaps parse(String text) {
        return new MemoryMaps(text.lines().map(MemoryMaps::parseLine).toList());
    }

    /** The region that holds an address. */
    public Optional<MemoryRegion> find(long address) {
        int low = 0;
        int high = regions.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            MemoryRegion region = regions.get(middle);
            if (region.contains(address)) {
                return Optional.of(region);
            }
            if (Long.compareUnsigned(address, region.start()) < 0) {
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return Optional.empty();
    }

    private static MemoryRegion parseLine(String line) {
        // START-END PERMISSIONS OFFSET DEVICE INODE [PATH], and the path may hold spaces itself
        String[] fields = line.split(" +", 6);
        int dash = fields[0].indexOf('-');
        if (fields.length < 5 || dash < 0) {
            throw new IllegalArgumentException("not a line of /proc/PID/maps: " + line);
        }
        try {
            return new MemoryRegion(
                    Long.parseUnsignedLong(fields[0], 0, dash, 16),
                    Long.parseUnsignedLong(fields[0], dash + 1, fields[0].length(), 16),
                    fields[1],
                    Long.parseUnsignedLong(fields[2], 16),
                    fields.length == 6 ? fields[5] : "");
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a line of /proc/PID/maps: " + line, e);
        }
    }
}
