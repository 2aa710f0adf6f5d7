package dev.xwatch.watch;

/** A fixed address. If it lies in a compiled method it is watched for as long as that lives, and no longer. */
final class AddressTarget extends Target {
    private final Place place;
    private boolean mapped;

    AddressTarget(Watch watch, String method, Place place) {
        super(watch, method);
        this.place = place;
    }

    Place place() {
        return place;
    }

    /** Whether the address was seen mapped, so that hits are possible. */
    boolean isMapped() {
        return mapped;
    }

    void setMapped() {
        mapped = true;
    }
}
