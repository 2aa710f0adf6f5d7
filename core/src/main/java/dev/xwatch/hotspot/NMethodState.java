package dev.xwatch.hotspot;

/** {@code nmethod::_state}; its enumerators ({@code code/nmethod.hpp}, before JDK 23 {@code compiledMethod.hpp}) are not exported. */
public enum NMethodState {
    IN_USE,
    /** No new call enters it; activations may still run in it. */
    NOT_ENTRANT,
    /** In construction; up to JDK 19 also unloaded or a zombie, which nothing runs in. */
    OTHER;

    static NMethodState of(int value) {
        return switch (value) {
            case 0 -> IN_USE;
            // not_entrant is 1 in newer JDKs and 2 in those whose 1 is not_used: "not entrant, but revivable".
            case 1, 2 -> NOT_ENTRANT;
            default -> OTHER;
        };
    }
}
