package dev.xwatch.watch;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a watch arms: an address, or a method of one class of one loader. Where it wants its breakpoint, and
 * the slot that it holds. Owned by the engine's thread.
 */
sealed class Target permits MethodTarget, AddressTarget, NativeTarget, RegionTarget {
    private final Watch watch;
    private final String method;
    private final int number;
    private final Exposure exposure;
    private final Throttle throttle;
    private String remark = "";
    private @Nullable Place wanted;
    private String awaited = "";
    private @Nullable Slot slot;
    private @Nullable Place armedAt;
    private boolean disarmed;

    /** @param method as {@code com.acme.Order.price(int)}, empty for an address */
    Target(Watch watch, String method) {
        this.watch = watch;
        this.method = method;
        this.number = watch.nextTarget();
        this.exposure = new Exposure(watch.cost(), watch.queue());
        this.throttle = new Throttle(watch.cost(), exposure, Math::random, System::nanoTime);
    }

    Watch watch() {
        return watch;
    }

    String method() {
        return method;
    }

    /** Tells it from all others of its watch: methods of classes in two loaders may have the same name. */
    String key() {
        return method.isEmpty() ? "" : method + "#" + number;
    }

    /** What runs of it unseen. */
    Unseen unseen() {
        return Unseen.NOTHING;
    }

    /** What is to be said of it in each of its states, empty if nothing is. */
    String remark() {
        return remark;
    }

    void remark(String text) {
        remark = text;
    }

    /** When its breakpoint was on. */
    Exposure exposure() {
        return exposure;
    }

    Throttle throttle() {
        return throttle;
    }

    /** Where it should be armed now, null if nowhere. */
    @Nullable
    Place wanted() {
        return wanted;
    }

    /** What is missing for a hit to be possible where it is wanted, empty if nothing is. */
    String awaited() {
        return awaited;
    }

    void want(@Nullable Place place, String awaited) {
        wanted = place;
        this.awaited = awaited;
    }

    /** The slot whose breakpoint is on for it, null while it is not armed. */
    @Nullable
    Slot slot() {
        return slot;
    }

    void hold(@Nullable Slot held) {
        slot = held;
    }

    /** Whether it was said that it has no breakpoint; where it takes turns with others, that is not said. */
    boolean isDisarmed() {
        return disarmed;
    }

    void disarmed(boolean now) {
        disarmed = now;
    }

    /** Where it was armed last, null if it never was. */
    @Nullable
    Place armedAt() {
        return armedAt;
    }

    void armedAt(Place place) {
        armedAt = place;
    }
}
