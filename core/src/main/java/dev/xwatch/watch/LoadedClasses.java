package dev.xwatch.watch;

import dev.xwatch.hotspot.ClassWatcher;
import dev.xwatch.hotspot.HotSpot;
import dev.xwatch.hotspot.HotSpotUnavailableException;
import dev.xwatch.hotspot.MethodNames;
import java.lang.instrument.Instrumentation;
import java.lang.management.ClassLoadingMXBean;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Classes by name, as they are loaded. What is loaded is read from HotSpot's own lists; {@link Instrumentation} is asked
 * for all classes, which takes milliseconds, only when a wanted one is among them. For the engine's thread.
 */
final class LoadedClasses {
    private final HotSpot hotspot;
    private final ClassLoadingMXBean classLoading;
    private final Instrumentation instrumentation;
    /** Those that were wanted so far, by their addresses. Not asked for: that would keep them from being unloaded. */
    private final Map<Long, WeakReference<Class<?>>> known = new HashMap<>();

    /** After any class was unloaded the watcher reports all again. */
    private final Share scanningAll = new Share(20, 0);

    private long unloadedAtLastScan;

    private ClassWatcher watcher;

    LoadedClasses(HotSpot hotspot, ClassLoadingMXBean classLoading, Instrumentation instrumentation)
            throws HotSpotUnavailableException {
        this.hotspot = hotspot;
        this.classLoading = classLoading;
        this.instrumentation = instrumentation;
        this.watcher = hotspot.classWatcher(classLoading);
    }

    /** The next look reports all classes, not only those that are new: there is a new name to look for. */
    void rescan() {
        try {
            watcher = hotspot.classWatcher(classLoading);
            known.clear();
            unloadedAtLastScan = classLoading.getUnloadedClassCount();
        } catch (HotSpotUnavailableException e) {
            throw new IllegalStateException(e); // it was available when this object was made
        }
    }

    /** Classes loaded since the last look whose binary names are wanted. */
    List<Class<?>> newlyLoaded(Predicate<String> wanted) {
        Set<Long> addresses = new HashSet<>();
        Runnable scan = () -> watcher.scan((klass, name) -> {
            if (wanted.test(MethodNames.className(name)) && !isKnown(klass.address())) {
                addresses.add(klass.address());
            }
        });
        long unloaded = classLoading.getUnloadedClassCount();
        if (unloaded == unloadedAtLastScan) {
            scan.run();
        } else if (scanningAll.isDue()) {
            scanningAll.spend(scan);
            unloadedAtLastScan = unloaded;
        }
        return addresses.isEmpty() ? List.of() : classes(addresses);
    }

    private boolean isKnown(long address) {
        WeakReference<Class<?>> type = known.get(address);
        return type != null && !type.refersTo(null);
    }

    private List<Class<?>> classes(Set<Long> addresses) {
        known.values().removeIf(type -> type.refersTo(null));
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (!type.isArray() && !type.isPrimitive()) {
                long address = hotspot.metadata().klassOf(type).address();
                if (addresses.contains(address)) {
                    known.put(address, new WeakReference<>(type));
                    found.add(type);
                }
            }
        }
        // One that was reported but is not among them was unloaded, or replaced, in between.
        return found;
    }
}
