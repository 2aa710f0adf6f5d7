package dev.xwatch.watch;

import dev.xwatch.procfs.MemoryMaps;
import dev.xwatch.procfs.MemoryRegion;
import java.util.List;

/**
 * A library's code as it is mapped.
 *
 * @param path of its file
 * @param start where the code is
 * @param end the first address after it
 * @param offset of the code in the file
 */
record LoadedLibrary(String path, long start, long end, long offset) {
    /** Those of a name, which may leave out the directory, or the end: {@code libz.so.1} is {@code libz.so.1.2.13}. */
    static List<LoadedLibrary> named(String name, MemoryMaps maps) {
        return maps.regions().stream()
                .filter(region -> region.isExecutable() && isNamed(name, region.path()))
                .map(region -> new LoadedLibrary(region.path(), region.start(), region.end(), region.offset()))
                .toList();
    }

    private static boolean isNamed(String name, String path) {
        if (!path.startsWith("/")) {
            return false;
        }
        String file = path.substring(path.lastIndexOf('/') + 1);
        return path.equals(name) || file.equals(name) || file.startsWith(name + ".") || isDeleted(path, name);
    }

    /** Its file was deleted or replaced since it was loaded. */
    private static boolean isDeleted(String path, String name) {
        return path.endsWith("/" + name + MemoryRegion.DELETED) || path.equals(name + MemoryRegion.DELETED);
    }

    boolean isDeleted() {
        return path.endsWith(MemoryRegion.DELETED);
    }

    boolean contains(long address) {
        return address >= start && address < end;
    }

    boolean isStillThere(MemoryMaps maps) {
        return maps.find(start)
                .filter(region -> region.isExecutable() && region.path().equals(path))
                .isPresent();
    }

    boolean isSameAs(LoadedLibrary other) {
        return start == other.start && path.equals(other.path);
    }

    /** The file's name without the directory. */
    String file() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
