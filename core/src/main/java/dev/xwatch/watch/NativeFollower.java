package dev.xwatch.watch;

import dev.xwatch.perf.AccessMode;
import dev.xwatch.perf.Breakpoint;
import dev.xwatch.procfs.ElfFile;
import dev.xwatch.procfs.ElfSymbol;
import dev.xwatch.procfs.MemoryMaps;
import dev.xwatch.sys.Library;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Finds the functions of native libraries as these are loaded, and lets go of them when they are unloaded. */
final class NativeFollower {
    private final Armory armory;
    private final MapsReader maps = new MapsReader();
    private final List<Watch> watches = new ArrayList<>();
    private final List<NativeTarget> targets = new ArrayList<>();
    /** Mappings of libraries that do not have what is watched, lest they be looked at again and again. */
    private final List<NativeTarget> failed = new ArrayList<>();

    NativeFollower(Armory armory) {
        this.armory = armory;
    }

    void add(Watch watch, long nowNanos) {
        watches.add(watch);
        if (!find(watch, maps.read(), nowNanos)) {
            armory.announce(watch, WatchState.Pending, spec(watch).library() + " is not loaded");
        }
    }

    boolean isEmpty() {
        return watches.isEmpty();
    }

    void remove(Watch watch) {
        watches.remove(watch);
        targets.removeIf(target -> target.watch() == watch);
        failed.removeIf(target -> target.watch() == watch);
    }

    void tick(long nowNanos) {
        if (!watches.isEmpty()) {
            maps.ifDue().ifPresent(now -> look(now, nowNanos));
        }
    }

    private void look(MemoryMaps now, long nowNanos) {
        for (NativeTarget target : List.copyOf(targets)) {
            if (!target.library().isStillThere(now)) {
                armory.disarm(target, WatchState.Disarmed, target.library().file() + " was unloaded");
                target.watch().retire(target);
                targets.remove(target);
            }
        }
        failed.removeIf(target -> !target.library().isStillThere(now));
        watches.forEach(watch -> find(watch, now, nowNanos));
    }

    /** @return whether the library is loaded */
    private boolean find(Watch watch, MemoryMaps now, long nowNanos) {
        List<LoadedLibrary> libraries = LoadedLibrary.named(spec(watch).library(), now);
        for (LoadedLibrary library : libraries) {
            if (!isKnown(watch, library, targets) && !isKnown(watch, library, failed)) {
                arm(watch, library, nowNanos);
            }
        }
        return !libraries.isEmpty();
    }

    private static boolean isKnown(Watch watch, LoadedLibrary library, List<NativeTarget> known) {
        return known.stream()
                .anyMatch(target -> target.watch() == watch && target.library().isSameAs(library));
    }

    private static NativeSpec spec(Watch watch) {
        return (NativeSpec) watch.request().spec();
    }

    private void arm(Watch watch, LoadedLibrary library, long nowNanos) {
        NativeSpec spec = spec(watch);
        NativeTarget target =
                new NativeTarget(watch, library.file() + "!" + spec.symbol() + Offsets.text(spec.offset()), library);
        try {
            Breakpoint breakpoint = new Breakpoint(address(spec, library), Long.BYTES, AccessMode.X);
            if (!library.contains(breakpoint.address())) {
                failed.add(target); // it is in another part of the same library
                return;
            }
            watch.targets().add(target);
            targets.add(target);
            armory.arm(target, new Place(breakpoint, null), nowNanos, "");
        } catch (RefusedException e) {
            fail(target, e.refusal().why() + ". Fix: " + e.refusal().fix());
        } catch (IOException | IllegalArgumentException e) {
            fail(
                    target,
                    "its symbols cannot be read: " + e.getMessage() + ". Fix: watch an address in it:"
                            + " watchpoint:0xADDR:8:x");
        }
    }

    private void fail(NativeTarget target, String why) {
        failed.add(target);
        armory.announce(target, WatchState.Failed, why);
    }

    private static long address(NativeSpec spec, LoadedLibrary library) throws IOException {
        if (library.isDeleted()) {
            throw new RefusedException(
                    spec.function(),
                    "the file of " + library.path() + " was replaced or deleted since it was loaded",
                    "start the application anew, or watch an address in it: watchpoint:0xADDR:8:x");
        }
        ElfFile file = ElfFile.read(Path.of(library.path()));
        ElfSymbol symbol = new NativeSymbols(library.file(), file.symbols()).function(spec.symbol());
        if (symbol.size() > 0 && spec.offset() >= symbol.size()) {
            throw new RefusedException(
                    spec.canonical(),
                    spec.symbol() + " has " + symbol.size() + " bytes: the offset lies behind it",
                    "use the offset of one of its instructions");
        }
        if (symbol.type() == ElfSymbol.Type.IFUNC) {
            return chosen(spec, symbol, library) + spec.offset();
        }
        OptionalLong bias = file.loadBias(library.start(), library.offset());
        if (bias.isEmpty()) {
            throw new IOException(library.path() + " is not mapped as its program headers say");
        }
        return bias.getAsLong() + symbol.value() + spec.offset();
    }

    /** The symbol is a function that chooses the implementation for this CPU; the dynamic linker knows what it chose. */
    private static long chosen(NativeSpec spec, ElfSymbol symbol, LoadedLibrary library) {
        boolean reachable = symbol.isDefault() || symbol.version().isEmpty();
        long address = reachable ? Library.loaded(library.path()).symbol(symbol.name()) : 0;
        if (address == 0) {
            throw new RefusedException(
                    spec.function(),
                    symbol.versionedName() + " is chosen for the CPU at load time (IFUNC), and the dynamic linker does"
                            + " not tell what was chosen",
                    "watch the implementation by its own name or address");
        }
        return address;
    }
}
