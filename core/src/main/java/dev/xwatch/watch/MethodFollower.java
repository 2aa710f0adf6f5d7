package dev.xwatch.watch;

import dev.xwatch.hotspot.HotSpot;
import dev.xwatch.hotspot.InstanceKlass;
import dev.xwatch.hotspot.Method;
import dev.xwatch.hotspot.NMethod;
import dev.xwatch.hotspot.PageCache;
import dev.xwatch.sys.MemoryAccessException;
import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps the breakpoints on the methods: finds the methods as their classes are loaded, and follows {@code Method::_code},
 * which leads to the version that calls enter now, or is 0 while there is none.
 *
 * <p>What is armed is looked at each time; the rest, perhaps thousands of methods, when the JIT has compiled something.
 */
final class MethodFollower {
    /** Wrappers of native methods are made without the JIT, and redefinitions neither. */
    private static final long LOOK_NANOS = 1_000_000_000;

    private final HotSpot hotspot;
    private final LoadedClasses classes;
    private final Armory armory;
    private final Misses misses;
    private final OutOfLine outOfLine;
    private final BlindSpots blindSpots;
    private final PageCache pages;
    private final List<Watch> watches = new ArrayList<>();
    private final List<MethodTarget> targets = new ArrayList<>();
    private final ReferenceQueue<Class<?>> unloaded = new ReferenceQueue<>();
    private final Share looking = new Share(100, 0);
    private final Share lookingAnyway = new Share(1_000, LOOK_NANOS);
    private OptionalLong compilations = OptionalLong.empty();

    MethodFollower(HotSpot hotspot, LoadedClasses classes, Misses misses, OutOfLine outOfLine, Armory armory) {
        this.hotspot = hotspot;
        this.classes = classes;
        this.misses = misses;
        this.outOfLine = outOfLine;
        this.armory = armory;
        this.blindSpots = new BlindSpots(hotspot);
        this.pages = hotspot.pageCache();
    }

    /** @throws RefusedException if it cannot be watched the way that is asked for */
    void require(WatchRequest request) throws IOException {
        if (request.options().noInline()) {
            outOfLine.require(request);
        }
    }

    void add(Watch watch) {
        watches.add(watch);
        classes.rescan();
        blindSpots.hurry();
        armory.announce(
                watch,
                WatchState.Pending,
                spec(watch).className().isExact()
                        ? "the class is not loaded"
                        : "no class that is loaded and matches has such a method");
    }

    void remove(Watch watch) {
        watches.remove(watch);
        outOfLine.release(watch);
        targets.removeIf(target -> target.watch() == watch);
    }

    /** Whether the JIT has compiled nothing since all methods were looked at. */
    boolean isStill() {
        return compilations.isPresent()
                && compilations.equals(hotspot.compilations().count());
    }

    /** @return whether the JIT will soon bring more: a method without code has just appeared, or one has code that passes */
    boolean tick(long nowNanos) {
        boolean found = !watches.isEmpty() && findClasses();
        if (unloaded.poll() != null) {
            dropUnloaded();
        }
        pages.clear();
        OptionalLong compiled = hotspot.compilations().count();
        boolean more = false;
        if (targets.isEmpty()) {
            compilations = compiled;
        } else if (isLookDue(compiled)) {
            compilations = compiled;
            boolean[] moving = {false};
            lookingAnyway.spend(() -> looking.spend(() -> moving[0] = follow(targets, nowNanos)));
            more = moving[0];
        } else {
            more = follow(armed(), nowNanos);
        }
        blindSpots.look(targets);
        return more || (found && targets.stream().anyMatch(target -> target.code() == 0));
    }

    private List<MethodTarget> armed() {
        List<MethodTarget> methods = new ArrayList<>();
        for (Target target : armory.armed()) {
            if (target instanceof MethodTarget method) {
                methods.add(method);
            }
        }
        return methods;
    }

    private boolean follow(List<MethodTarget> some, long nowNanos) {
        boolean more = false;
        for (MethodTarget target : some) {
            more |= follow(target, nowNanos);
        }
        return more;
    }

    private boolean isLookDue(OptionalLong compiled) {
        return looking.isDue() && (compiled.isEmpty() || !compiled.equals(compilations) || lookingAnyway.isDue());
    }

    /** Brings what is not seen of the methods up to date. */
    void count() {
        blindSpots.count(targets);
        for (MethodTarget target : targets) {
            if (target.wanted() == null && target.armedAt() == null) {
                armory.refresh(target, target.awaitsCompilation());
            }
        }
    }

    private void dropUnloaded() {
        while (unloaded.poll() != null) {
            // One look at all targets finds all that are gone.
        }
        for (Iterator<MethodTarget> all = targets.iterator(); all.hasNext(); ) {
            MethodTarget target = all.next();
            if (target.isUnloaded()) {
                all.remove();
                armory.drop(target, "the class was unloaded", "no other of that name is loaded");
            }
        }
    }

    private boolean findClasses() {
        List<Class<?>> found = classes.newlyLoaded(this::isWanted);
        if (found.isEmpty()) {
            return false;
        }
        Map<Watch, Set<Long>> resolved = resolved();
        for (Class<?> type : found) {
            long address = hotspot.metadata().klassOf(type).address();
            for (Watch watch : watches) {
                if (spec(watch).className().matches(type.getName())
                        && !resolved.getOrDefault(watch, Set.of()).contains(address)) {
                    resolve(watch, type);
                }
            }
        }
        return true;
    }

    /** The classes that have targets, by their addresses. */
    private Map<Watch, Set<Long>> resolved() {
        Map<Watch, Set<Long>> resolved = new HashMap<>();
        for (MethodTarget target : targets) {
            if (!target.isUnloaded()) {
                resolved.computeIfAbsent(target.watch(), watch -> new HashSet<>())
                        .add(target.klass().address());
            }
        }
        return resolved;
    }

    /** Asked of every class that is loaded. */
    private boolean isWanted(String className) {
        for (Watch watch : watches) {
            if (spec(watch).className().matches(className)) {
                return true;
            }
        }
        return false;
    }

    private static MethodSpec spec(Watch watch) {
        return (MethodSpec) watch.request().spec();
    }

    private void resolve(Watch watch, Class<?> type) {
        InstanceKlass klass = hotspot.metadata().klassOf(type);
        List<String> matching = klass.ofMethods(methods -> matching(watch, methods)
                .map(method -> method.name() + method.signature())
                .toList());
        String remark = watch.request().options().noInline() ? outOfLine.keep(watch, type, klass, matching) : "";
        // That has replaced the methods.
        List<MethodTarget> withCode = klass.ofMethods(methods -> matching(watch, methods)
                .filter(method -> !method.isAbstract())
                .map(method -> new MethodTarget(watch, type, klass, method, unloaded))
                .toList());
        for (MethodTarget target : withCode) {
            target.remark(remark);
            watch.targets().add(target);
            targets.add(target);
            armory.announce(target, WatchState.Pending, target.awaitsCompilation());
        }
        if (matching.isEmpty() && spec(watch).className().isExact()) {
            armory.announce(watch, WatchState.Failed, misses.ofUndeclared(spec(watch), type));
        } else if (withCode.isEmpty() && spec(watch).isExact()) {
            armory.announce(watch, WatchState.Failed, misses.ofAbstract(spec(watch), type));
        }
        // Somebody waits for these.
        lookingAnyway.hurry();
        looking.hurry();
    }

    private static Stream<Method> matching(Watch watch, List<Method> methods) {
        return methods.stream().filter(spec(watch)::matches);
    }

    /** @return whether it has changed, and will soon change again */
    private boolean follow(MethodTarget target, long nowNanos) {
        try {
            boolean replaced = target.refresh(pages);
            long code = target.metadata().code(pages);
            if (code == target.code()) {
                return false;
            }
            if (code == 0) {
                target.code(0);
                armory.leave(target, System.nanoTime());
                armory.disarm(
                        target,
                        WatchState.Disarmed,
                        replaced
                                ? "the class was redefined or retransformed; waits for the method to be compiled again"
                                : "the compiled version was made not entrant (deoptimization); waits for the next"
                                        + " compilation");
                return true;
            }
            Optional<NMethod> nmethod = hotspot.nmethods()
                    .read(code)
                    .filter(n -> n.methodAddress() == target.metadata().address());
            if (nmethod.isEmpty() || target.isUnloaded()) {
                return false; // replaced between the two reads, or gone: the next tick sees by what
            }
            target.code(code);
            armory.leave(target, System.nanoTime());
            armory.arm(target, Place.entryOf(nmethod.get()), nowNanos, "");
            return nmethod.get().isPassing();
        } catch (MemoryAccessException e) {
            return false; // it is being unloaded
        }
    }
}
