package dev.xwatch.watch;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * What runs of the watched methods without entering the code that is watched, or may.
 *
 * @param inlinedIntoMethods the compiled methods that hold an inlined copy, in the order of their names
 * @param osrVersions versions alive that were compiled for loops already running, which are entered there
 * @param intrinsic whether the JIT may put code of its own where one of them is called
 * @param interpretedCalls about how many calls were interpreted, or made in a new version before it was armed; -1 if that
 *     is not known
 */
public record Unseen(
        Collection<String> inlinedIntoMethods, long osrVersions, boolean intrinsic, long interpretedCalls) {
    private static final int MOST_NAMES = 20;

    /** Of what is no method, or none that is known. */
    static final Unseen NOTHING = new Unseen(List.of(), 0, false, -1);

    /** How many methods hold an inlined copy. */
    public long inlinedInto() {
        return inlinedIntoMethods.size();
    }

    /** The names of those methods, some of them if there are many. */
    public List<String> someInlinedIntoMethods() {
        return inlinedIntoMethods.stream().limit(MOST_NAMES).toList();
    }

    /** Of both together. */
    Unseen and(Unseen other) {
        return new Unseen(
                union(inlinedIntoMethods, other.inlinedIntoMethods),
                osrVersions + other.osrVersions,
                intrinsic || other.intrinsic,
                interpretedCalls < 0 ? other.interpretedCalls : interpretedCalls + Math.max(0, other.interpretedCalls));
    }

    private static Collection<String> union(Collection<String> some, Collection<String> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return some.isEmpty() ? others : some;
        }
        TreeSet<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    /** Without the calls that were counted both by the method and by the kernel. */
    Unseen withoutSeen(long calls) {
        if (calls == 0 || interpretedCalls < 0) {
            return this;
        }
        return new Unseen(inlinedIntoMethods, osrVersions, intrinsic, Math.max(0, interpretedCalls - calls));
    }
}
