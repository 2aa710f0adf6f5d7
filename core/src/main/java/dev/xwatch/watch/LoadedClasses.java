package dev.xwatch.watch;

import dev.xwatch.hotspot.ClassWatcher;
import dev.xwatch.hotspot.HotSpot;
import dev.xwatch.hotspot.HotSpotUnavailableException;
import dev.xwatch.hotspot.InstanceKlass;
import dev.xwatch.hotspot.MethodNames;
import dev.xwatch.hotspot.PageCache;
import dev.xwatch.sys.MemoryAccessException;
import java.lang.instrument.Instrumentation;
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
 * for all classes, which takes milliseconds, only when a wanted one is among them, or a name is looked for first. For the engine's
 * thread.
 */
final class LoadedClasses {
    private final HotSpot hotspot;
    private final Instrumentation instrumentation;
    /** Those that were wanted so far, by their addresses. Not asked for: that would keep them from being unloaded. */
    private final Map<Long, WeakReference<Class<?>>> known = new HashMap<>();

    /** After any class was unloaded the watcher reports all again. */
    private final Share scanningAll = new Share(20, 0);

    private long unloadedAtLastScan;
    /** The next look is the first one for a name. */
    private boolean anew;

    private ClassWatcher watcher;

    LoadedClasses(HotSpot hotspot, Instrumentation instrumentation) throws HotSpotUnavailableException {
        this.hotspot = hotspot;
        this.instrumentation = instrumentation;
        this.watcher = hotspot.classWatcher();
    }

    /** The next look reports all classes, not only those that are new: there is a new name to look for. */
    void rescan() {
        try {
            watcher = hotspot.classWatcher();
            anew = true;
            known.clear();
            unloadedAtLastScan = hotspot.classCounts().unloaded();
        } catch (HotSpotUnavailableException e) {
            throw new IllegalStateException(e); // it was available when this object was made
        }
    }

    /** Classes loaded since the last look whose binary names are wanted. */
    List<Class<?>> newlyLoaded(Predicate<String> wanted) {
        List<InstanceKlass> fresh = new ArrayList<>();
        Runnable scan = () -> fresh.addAll(watcher.scan());
        long unloaded = hotspot.classCounts().unloaded();
        if (unloaded == unloadedAtLastScan) {
            scan.run();
        } else if (scanningAll.isDue()) {
            scanningAll.spend(scan);
            unloadedAtLastScan = unloaded;
        }
        Set<Long> addresses = new HashSet<>();
        PageCache pages = hotspot.pageCache();
        for (InstanceKlass klass : fresh) {
            // All names there are: to read them takes longer than to ask for all classes, which the JVM has at hand.
            if (!isKnown(klass.address()) && (anew || isNamed(klass, pages, wanted))) {
                addresses.add(klass.address());
            }
        }
        anew = false;
        return addresses.isEmpty() ? List.of() : classes(addresses, wanted);
    }

    private static boolean isNamed(InstanceKlass klass, PageCache pages, Predicate<String> wanted) {
        try {
            return wanted.test(MethodNames.className(klass.name(pages)));
        } catch (MemoryAccessException e) {
            return false; // it was unloaded just now
        }
    }

    private boolean isKnown(long address) {
        WeakReference<Class<?>> type = known.get(address);
        return type != null && !type.refersTo(null);
    }

    private List<Class<?>> classes(Set<Long> addresses, Predicate<String> wanted) {
        known.values().removeIf(type -> type.refersTo(null));
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (!type.isArray() && !type.isPrimitive()) {
                long address = hotspot.metadata().klassOf(type).address();
                if (addresses.contains(address) && wanted.test(type.getName())) {
                    known.put(address, new WeakReference<>(type));
                    found.add(type);
                }
            }
        }
        // One that was reported but is not among them was unloaded, or replaced, in between.
        return found;
    }
}
