package dev.xwatch.diag;

import java.util.List;
import java.util.Optional;

/**
 * All that was tried.
 *
 * @param checks in the order in which they were made
 */
public record Diagnosis(List<Check> checks) {
    public Diagnosis {
        checks = List.copyOf(checks);
    }

    /** The first reason why execution watches do not work; empty if they do. */
    public Optional<Check> obstacle() {
        return checks.stream().filter(Check::isFatal).findFirst();
    }
}
