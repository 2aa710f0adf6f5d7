package dev.xwatch.watch;

import dev.xwatch.hotspot.HotSpot;
import dev.xwatch.hotspot.Method;
import dev.xwatch.hotspot.NMethod;
import dev.xwatch.perf.AccessMode;
import dev.xwatch.perf.Breakpoint;
import dev.xwatch.sys.MemoryAccessException;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the breakpoints on the methods: finds the methods as their classes are loaded, and follows {@code Method::_code},
 * which leads to the version that calls enter now, or is 0 while there is none.
 */
final class MethodFollower {
    private final HotSpot hotspot;
    private final LoadedClasses classes;
    private final Armory armory;
    private final List<Watch> watches = new ArrayList<>();
    private final List<MethodTarget> targets = new ArrayList<>();

    MethodFollower(HotSpot hotspot, LoadedClasses classes, Armory armory) {
        this.hotspot = hotspot;
        this.classes = classes;
        this.armory = armory;
    }

    void add(Watch watch) {
        watches.add(watch);
        classes.rescan();
        findClasses();
        if (watch.isUnresolved()) {
            armory.announce(watch, WatchState.Pending, "the class is not loaded");
        }
    }

    void remove(Watch watch) {
        watches.remove(watch);
        targets.removeIf(target -> target.watch() == watch);
    }

    /** @return whether anything changed */
    boolean tick(long nowNanos) {
        boolean changed = !watches.isEmpty() && findClasses();
        for (Iterator<MethodTarget> all = targets.iterator(); all.hasNext(); ) {
            MethodTarget target = all.next();
            Class<?> holder = target.holder();
            if (holder == null) {
                armory.disarm(target, WatchState.Disarmed, "the class was unloaded");
                target.watch().targets().remove(target);
                all.remove();
                changed = true;
            } else {
                try {
                    changed |= follow(target, holder, nowNanos);
                } finally {
                    Reference.reachabilityFence(holder);
                }
            }
        }
        return changed;
    }

    private boolean findClasses() {
        List<Class<?>> found = classes.newlyLoaded(name ->
                watches.stream().anyMatch(watch -> spec(watch).className().matches(name)));
        for (Class<?> type : found) {
            for (Watch watch : watches) {
                if (spec(watch).className().matches(type.getName())
                        && targets.stream().noneMatch(target -> target.watch() == watch && target.holder() == type)) {
                    resolve(watch, type);
                }
            }
        }
        return !found.isEmpty();
    }

    private static MethodSpec spec(Watch watch) {
        return (MethodSpec) watch.request().spec();
    }

    private void resolve(Watch watch, Class<?> type) {
        List<Method> declared = hotspot.metadata().klassOf(type).methods();
        int matching = 0;
        for (Method method : declared) {
            if (spec(watch).matches(method)) {
                matching++;
                MethodTarget target = new MethodTarget(watch, type, method);
                watch.targets().add(target);
                if (method.isAbstract()) {
                    armory.announce(
                            target, WatchState.Failed, "abstract: it has no code. Fix: watch an implementation");
                } else {
                    targets.add(target);
                    armory.announce(target, WatchState.Pending, "interpreted: not compiled yet");
                }
            }
        }
        watch.classFound();
        if (matching == 0 && spec(watch).className().isExact()) {
            armory.announce(watch, WatchState.Failed, NearestNames.missing(spec(watch), type, declared));
        }
    }

    private boolean follow(MethodTarget target, Class<?> holder, long nowNanos) {
        try {
            // A method that is replaced loses its code at once: one that has code is the present one.
            if (target.code() == 0 && target.isCheckDue(nowNanos)) {
                target.follow(hotspot.metadata().klassOf(holder).methods());
            }
            long code = target.metadata().code();
            if (code == target.code()) {
                return false;
            }
            if (code == 0) {
                target.code(0);
                armory.disarm(
                        target,
                        WatchState.Disarmed,
                        "the compiled version was made not entrant (deoptimization); waits for the next compilation");
                return true;
            }
            Optional<NMethod> nmethod = hotspot.nmethods()
                    .read(code)
                    .filter(n -> n.methodAddress() == target.metadata().address());
            if (nmethod.isEmpty()) {
                return false; // replaced between the two reads: the next tick sees by what
            }
            target.code(code);
            armory.arm(target, place(nmethod.get()), nowNanos, "");
            return true;
        } catch (MemoryAccessException e) {
            armory.disarm(target, WatchState.Disarmed, "its metadata cannot be read: " + e.getMessage());
            target.code(0);
            return true;
        }
    }

    private static Place place(NMethod nmethod) {
        return new Place(
                new Breakpoint(nmethod.verifiedEntry(), Long.BYTES, AccessMode.X), nmethod.compileId(), nmethod.tier());
    }
}
