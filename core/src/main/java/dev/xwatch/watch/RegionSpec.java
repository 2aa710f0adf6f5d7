package dev.xwatch.watch;

import java.util.function.Predicate;

/**
 * Executable mappings, at an offset from their start.
 *
 * @param selector {@code new} for those that appear once it is armed, {@code anon} for unnamed ones, else a part of the
 *     path or {@code [name]}, or a glob of the whole of it if it has {@code *} or {@code ?}
 */
public record RegionSpec(String selector, long offset) implements WatchSpec {
    /** Whether it means those that appear once it is armed, whatever they are called. */
    boolean isNew() {
        return selector.equals("new");
    }

    /** Tells which regions it means, new or not; never the JVM's code cache. */
    Predicate<Region> matcher() {
        return Predicate.not(Region::isCodeCache).and(selected());
    }

    private Predicate<Region> selected() {
        if (isNew()) {
            return Region::isGenerated;
        }
        if (selector.equals("anon")) {
            return region -> region.path().equals(Region.ANONYMOUS);
        }
        if (selector.indexOf('*') < 0 && selector.indexOf('?') < 0) {
            return region -> region.path().contains(selector);
        }
        Glob glob = new Glob(selector, true);
        return region -> glob.matches(region.path());
    }

    @Override
    public String canonical() {
        return "region:" + selector + Offsets.text(offset);
    }

    @Override
    public WatchKind kind() {
        return WatchKind.REGION;
    }
}
