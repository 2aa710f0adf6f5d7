package dev.xwatch.hotspot;

import dev.xwatch.sys.MemoryAccessException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Notices classes as they are loaded, hidden ones too, without a transformer or any code in the threads that load them:
 * what is new since the last scan is at the heads of {@link ClassLoaderDataGraph}'s lists. For one thread.
 *
 * <p>A class is reported once, when it is loaded (JVMS 5.3), linked or not. After any class was unloaded all classes are
 * reported again: addresses may have been used again, and what was reported could be something else now.
 */
public final class ClassWatcher {
    /** Classes whose definition failed stay in the lists, until some later safepoint frees them. */
    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ClassLoaderDataGraph graph;
    private final Metadata metadata;
    private final ClassCounts counts;
    private final PageCache pages;

    /** The newest class reported, by {@code ClassLoaderData}: it and all older ones need no second look. */
    private final Map<Long, Long> newestReported = new HashMap<>();

    private final Map<Long, Waiting> notYetLoaded = new HashMap<>();

    /** Classes that were reported out of turn, until a walk has passed them. */
    private final Set<Long> reportedLate = new HashSet<>();

    private long loadedAtLastScan = -1;
    private long unloadedAtLastScan;

    /** A class still being defined when it was seen first. */
    private record Waiting(Klass klass, long sinceNanos) {}

    ClassWatcher(ClassLoaderDataGraph graph, Metadata metadata, ClassCounts counts) {
        this.graph = graph;
        this.metadata = metadata;
        this.counts = counts;
        this.pages = new PageCache(metadata.memory);
    }

    /**
     * The classes loaded since the last scan; the first time, all. Costs less than a microsecond if there are none, else one
     * read for each class loader and one for each new class. What could not be read, because it was unloaded at the same
     * time, is looked at again by the next scan.
     *
     * @return classes that may be unloaded at any time unless something holds them
     */
    public List<InstanceKlass> scan() {
        // Both counts before the walk: a class counted is in the lists, and unloading counts before it gives memory
        // back.
        long unloaded = counts.unloaded();
        long loaded = counts.loaded();
        if (unloaded != unloadedAtLastScan) {
            forget();
            unloadedAtLastScan = unloaded;
        }
        List<InstanceKlass> found = new ArrayList<>();
        try {
            if (!notYetLoaded.isEmpty()) {
                lookAgain(found);
            }
            if (loaded != loadedAtLastScan) {
                walk(found);
                loadedAtLastScan = loaded;
            }
        } catch (MemoryAccessException e) {
            loadedAtLastScan = -1;
        } finally {
            pages.clear();
        }
        return found;
    }

    private void forget() {
        newestReported.clear();
        notYetLoaded.clear();
        reportedLate.clear();
        loadedAtLastScan = -1;
    }

    private void lookAgain(List<InstanceKlass> found) {
        long now = System.nanoTime();
        for (Iterator<Waiting> all = notYetLoaded.values().iterator(); all.hasNext(); ) {
            Waiting waiting = all.next();
            Klass klass = waiting.klass();
            if (now - waiting.sinceNanos() > GIVE_UP_NANOS || !isStill(klass)) {
                all.remove();
            } else if (graph.isLoaded(pages, klass.address())) {
                found.add(metadata.klassAt(klass.address()));
                all.remove();
                reportedLate.add(klass.address());
                loadedAtLastScan = -1;
            }
        }
    }

    private boolean isStill(Klass klass) {
        try {
            Klass now = graph.klass(pages, klass.address());
            return now.name() == klass.name() && now.classLoaderData() == klass.classLoaderData();
        } catch (MemoryAccessException e) {
            return false;
        }
    }

    private void walk(List<InstanceKlass> found) {
        Cycle cycle = new Cycle();
        for (long data = graph.head(); data != 0; ) {
            if (cycle.isClosedBy(data)) {
                throw new MemoryAccessException(data, Long.BYTES, "a list without an end");
            }
            ClassLoaderDataGraph.ClassLoaderData fields = graph.classLoaderData(data);
            if (fields.klasses() != newestReported.getOrDefault(data, 0L)) {
                found.addAll(walkKlasses(data, fields.klasses()));
            }
            data = fields.next();
        }
        reportedLate.clear();
    }

    private List<InstanceKlass> walkKlasses(long data, long head) {
        // All that can be reached from this head was written before it: pages read from now on have it.
        pages.clear();
        List<InstanceKlass> found = new ArrayList<>();
        long newestLoaded = 0;
        Cycle cycle = new Cycle();
        long upTo = newestReported.getOrDefault(data, 0L);
        for (long address = head; address != 0 && address != upTo; ) {
            Klass klass = graph.klass(pages, address);
            if (klass.classLoaderData() != data || cycle.isClosedBy(address)) {
                throw new MemoryAccessException(address, Long.BYTES, "not a class of this loader");
            }
            if (klass.isInstance() && !notYetLoaded.containsKey(address)) {
                if (!graph.isLoaded(pages, address)) {
                    notYetLoaded.put(address, new Waiting(klass, System.nanoTime()));
                } else {
                    newestLoaded = newestLoaded == 0 ? address : newestLoaded;
                    if (!reportedLate.contains(address)) {
                        found.add(metadata.klassAt(klass.address()));
                    }
                }
            }
            address = klass.nextLink();
        }
        if (newestLoaded != 0) {
            newestReported.put(data, newestLoaded);
        }
        return found;
    }
}
