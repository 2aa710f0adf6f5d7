package dev.xwatch.procfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        List<MemoryRegion> regions = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            regions.add(parseLine(text.substring(start, end)));
            start = end + 1;
        }
        return new MemoryMaps(regions);
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
        int dash = line.indexOf('-');
        int permissions = line.indexOf(' ') + 1;
        int offset = line.indexOf(' ', permissions) + 1;
        int device = line.indexOf(' ', offset) + 1;
        int inode = line.indexOf(' ', device) + 1;
        if (dash < 0 || dash > permissions || permissions == 0 || offset == 0 || device == 0 || inode == 0) {
            throw new IllegalArgumentException("not a line of /proc/PID/maps: " + line);
        }
        int path = line.indexOf(' ', inode);
        try {
            return new MemoryRegion(
                    Long.parseUnsignedLong(line, 0, dash, 16),
                    Long.parseUnsignedLong(line, dash + 1, permissions - 1, 16),
                    line.substring(permissions, offset - 1),
                    Long.parseUnsignedLong(line, offset, device - 1, 16),
                    path < 0 ? "" : line.substring(path).stripLeading());
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("not a line of /proc/PID/maps: " + line, e);
        }
    }
}
