package dev.xwatch.hotspot;

import dev.xwatch.procfs.MemoryMaps;
import dev.xwatch.procfs.MemoryRegion;
import dev.xwatch.sys.Library;
import java.io.IOException;

/** The library that this JVM runs from. */
public final class Libjvm {
    private Libjvm() {}

    /** @throws IOException if none is mapped under its usual name */
    public static Library loaded() throws IOException {
        for (MemoryRegion region : MemoryMaps.self().regions()) {
            if (region.path().endsWith("/libjvm.so")) {
                return Library.loaded(region.path());
            }
        }
        throw new IOException("no libjvm.so is mapped");
    }
}
