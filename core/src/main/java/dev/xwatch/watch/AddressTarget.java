package dev.xwatch.watch;

import dev.xwatch.hotspot.NMethod;
import org.jspecify.annotations.Nullable;

/** A fixed address. If it lies in a compiled method it is watched for as long as that lives, and no longer. */
final class AddressTarget extends Target {
    private final Place place;
    private final @Nullable NMethod tiedTo;
    private boolean mapped;

    AddressTarget(Watch watch, String method, Place place, @Nullable NMethod tiedTo) {
        super(watch, method);
        this.place = place;
        this.tiedTo = tiedTo;
    }

    Place place() {
        return place;
    }

    @Nullable
    NMethod tiedTo() {
        return tiedTo;
    }

    /** Whether the address was seen mapped, so that hits are possible. */
    boolean isMapped() {
        return mapped;
    }

    void setMapped() {
        mapped = true;
    }
}
