package dev.xwatch.report;

/** Whether executions could be seen: what {@code WatchState.state} means for what is drawn. */
enum Standing {
    PENDING,
    ARMED,
    PAUSED,
    DISARMED,
    FAILED;

    /** A state that this version does not know counts as armed only if there is an address. */
    static Standing of(String state, long address) {
        return switch (state) {
            case "Pending" -> PENDING;
            case "Armed", "Moved", "Resumed" -> ARMED;
            case "Paused" -> PAUSED;
            case "Disarmed", "Limit", "Removed" -> DISARMED;
            case "Failed" -> FAILED;
            default -> address == 0 ? DISARMED : ARMED;
        };
    }
}
