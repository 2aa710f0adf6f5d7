package dev.xwatch.demo;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What the command line says.
 *
 * @param rwxAt where to map the page of the phase {@code rwx}; the kernel chooses if empty
 * @param wxAt the same for the phase {@code wx}
 * @param calls calls per thread and steady phase, 1 or more
 * @param threads threads that exist from the start, 1 or more
 * @param rounds how often the repeated phases are played, 1 or more
 * @param attended whether somebody on stdin says when to go on; then there are no pauses
 * @param exitStatus of the program, 0 to 255, if nothing goes wrong
 * @param help whether to print the help and do nothing else
 */
record Options(
        Scenes scenes,
        OptionalLong rwxAt,
        OptionalLong wxAt,
        int calls,
        int threads,
        Duration pause,
        int rounds,
        boolean attended,
        int exitStatus,
        boolean help) {
    /** Which scenes to play. */
    enum Scenes {
        TIERS,
        CODE,
        ALL
    }
}
