package dev.xwatch.it;

import org.awaitility.Awaitility;

/** Waits for what a load of the agent reports. */
final class Reports {
    private Reports() {}

    /** Until the only watch is in a state. */
    static void await(ChildJvm child, String state) {
        Awaitility.await()
                .atMost(ChildJvm.LONG)
                .ignoreNoExceptions()
                .until(() -> child.load("list").only().state(), state::equals);
    }
}
