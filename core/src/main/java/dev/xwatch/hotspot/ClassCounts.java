package dev.xwatch.hotspot;

import dev.xwatch.sys.JdkInternals;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How many classes were loaded and unloaded since the JVM started: of HotSpot's own counters, since a {@code
 * ClassLoadingMXBean}, which tells the same, takes a hundred classes when a JVM starts; of that where there are no counters.
 * Some nanoseconds a look. Thread-safe.
 */
public final class ClassCounts {
    private final JdkInternals internals;
    private final OptionalLong loaded;
    private final OptionalLong sharedLoaded;
    private final OptionalLong unloaded;
    private final OptionalLong sharedUnloaded;
    private final @Nullable ClassLoadingMXBean instead;

    ClassCounts(PerfMemory perf, JdkInternals internals) {
        this.internals = internals;
        loaded = perf.find("java.cls.loadedClasses");
        sharedLoaded = perf.find("java.cls.sharedLoadedClasses");
        unloaded = perf.find("java.cls.unloadedClasses");
        sharedUnloaded = perf.find("java.cls.sharedUnloadedClasses");
        boolean all =
                loaded.isPresent() && sharedLoaded.isPresent() && unloaded.isPresent() && sharedUnloaded.isPresent();
        instead = all ? null : ManagementFactory.getClassLoadingMXBean();
    }

    /** Those that have been unloaded since are among them. */
    public long loaded() {
        return instead != null ? instead.getTotalLoadedClassCount() : sum(loaded, sharedLoaded);
    }

    public long unloaded() {
        return instead != null ? instead.getUnloadedClassCount() : sum(unloaded, sharedUnloaded);
    }

    /** Without a check of the addresses: the counters are there until the JVM ends. */
    private long sum(OptionalLong own, OptionalLong shared) {
        return internals.getLong(own.orElseThrow()) + internals.getLong(shared.orElseThrow());
    }
}
