package dev.xwatch.watch;

import dev.xwatch.hotspot.ClassWatcher;
import dev.xwatch.hotspot.HotSpot;
import dev.xwatch.hotspot.HotSpotUnavailableException;
import dev.xwatch.hotspot.MethodNames;
import java.lang.instrument.Instrumentation;
import java.lang.management.ClassLoadingMXBean;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
    private final Set<Long> wantedKlasses = new HashSet<>();
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
        } catch (HotSpotUnavailableException e) {
            throw new IllegalStateException(e); // it was available when this object was made
        }
    }

    /**
     * Classes loaded since the last look whose binary names are wanted. After any class was unloaded, classes that were
     * reported before may be reported again.
     */
    List<Class<?>> newlyLoaded(Predicate<String> wanted) {
        int before = wantedKlasses.size();
        watcher.scan((klass, name) -> {
            if (wanted.test(MethodNames.className(name))) {
                wantedKlasses.add(klass.address());
            }
        });
        if (wantedKlasses.size() == before) {
            return List.of();
        }
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (!type.isArray()
                    && !type.isPrimitive()
                    && wantedKlasses.contains(hotspot.metadata().klassOf(type).address())) {
                found.add(type);
            }
        }
        // One that was reported but is not among them was unloaded, or replaced, in between.
        wantedKlasses.clear();
        return found;
    }
}
