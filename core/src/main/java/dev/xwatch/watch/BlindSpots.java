package dev.xwatch.watch;

import dev.xwatch.hotspot.HotSpot;
import dev.xwatch.hotspot.HotSpotUnavailableException;
import dev.xwatch.hotspot.InlineScan;
import dev.xwatch.hotspot.NMethod;
import dev.xwatch.hotspot.NMethodState;
import dev.xwatch.hotspot.PageCache;
import dev.xwatch.sys.MemoryAccessException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what runs of the watched methods without entering their compiled code. Owned by the engine's thread, which
 * gives a quarter of a hundredth of a core to it at most.
 */
final class BlindSpots {
    private static final Logger LOG = LoggerFactory.getLogger(BlindSpots.class);
    private static final long INTERVAL_NANOS = 1_000_000_000;

    private final HotSpot hotspot;
    private final PageCache pages;
    private final Optional<InlineScan> scan;
    /** HotSpot does not count calls where nothing is ever compiled. */
    private final boolean callsAreCounted;

    private final Share share = new Share(400, INTERVAL_NANOS);
    private OptionalLong scannedCompilations = OptionalLong.empty();
    private Set<Long> scannedMethods = Set.of();

    BlindSpots(HotSpot hotspot) {
        this.hotspot = hotspot;
        this.pages = hotspot.pageCache();
        this.callsAreCounted = !System.getProperty("java.vm.info", "").contains("interpreted mode");
        Optional<InlineScan> found = Optional.empty();
        try {
            found = Optional.of(hotspot.inlineScan());
        } catch (HotSpotUnavailableException e) {
            LOG.warn("inlined copies are not looked for: {}", e.getMessage());
        }
        scan = found;
    }

    /** There is a new watch: somebody wants to know soon. */
    void hurry() {
        share.hurry();
    }

    /** Looks if it is time to. */
    void look(Collection<MethodTarget> targets) {
        if (!targets.isEmpty() && share.isDue()) {
            share.spend(() -> {
                count(targets);
                scan.ifPresent(copies -> find(copies, targets));
            });
        }
    }

    /** Brings the numbers up to date, but for inlined copies. */
    void count(Collection<MethodTarget> targets) {
        pages.clear();
        for (MethodTarget target : targets) {
            try {
                count(target);
            } catch (MemoryAccessException e) {
                LOG.debug("{} is being unloaded", target.method());
            }
        }
    }

    private void count(MethodTarget target) {
        long osrVersions = hotspot.nmethods().osrVersions(target.klass(), pages).stream()
                .filter(version -> version.methodAddress() == target.metadata().address()
                        && version.state() == NMethodState.IN_USE)
                .count();
        target.observed(osrVersions, callsAreCounted ? target.metadata().invocations(pages) : -1);
    }

    private void find(InlineScan copies, Collection<MethodTarget> targets) {
        OptionalLong compilations = hotspot.compilations().count();
        Set<Long> methods =
                targets.stream().map(target -> target.metadata().address()).collect(Collectors.toSet());
        if (compilations.isPresent() && compilations.equals(scannedCompilations) && methods.equals(scannedMethods)) {
            return;
        }
        Map<Long, Collection<String>> callers = new HashMap<>();
        copies.run((nmethod, inlined) -> {
            for (long method : inlined) {
                if (methods.contains(method)) {
                    name(nmethod)
                            .ifPresent(name -> callers.computeIfAbsent(method, m -> new TreeSet<>())
                                    .add(name));
                }
            }
        });
        targets.forEach(target ->
                target.inlinedInto(callers.getOrDefault(target.metadata().address(), List.of())));
        scannedCompilations = compilations;
        scannedMethods = methods;
    }

    private Optional<String> name(NMethod nmethod) {
        try {
            return Optional.of(
                    hotspot.metadata().methodAt(nmethod.methodAddress()).displayName());
        } catch (MemoryAccessException e) {
            return Optional.empty(); // unloaded meanwhile
        }
    }
}
