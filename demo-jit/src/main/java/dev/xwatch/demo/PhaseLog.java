package dev.xwatch.demo;

/** Another record of the phases, beside the printed lines. */
@FunctionalInterface
interface PhaseLog {
    /** A phase under way. */
    @FunctionalInterface
    interface Span {
        /** Ends the phase, in the thread that began it. */
        void end(long calls);
    }

    /** Begins a phase. */
    Span begin(Phase phase);

    /** The JFR events of {@link PhaseEvent} where this Java runtime has JFR, else nothing. */
    static PhaseLog available() {
        if (ModuleLayer.boot().findModule("jdk.jfr").isPresent()) {
            return new JfrPhaseLog();
        }
        return phase -> calls -> {};
    }
}
