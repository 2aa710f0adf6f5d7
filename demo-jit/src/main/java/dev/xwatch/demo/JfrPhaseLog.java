package dev.xwatch.demo;

/** Phases as JFR events. Apart from {@link PhaseLog} so that nothing else links to the module jdk.jfr. */
final class JfrPhaseLog implements PhaseLog {
    @Override
    public Span begin(Phase phase) {
        PhaseEvent event = new PhaseEvent();
        event.scene = phase.scene();
        event.phaseName = phase.name();
        event.target = phase.target();
        event.steady = phase.steady();
        event.begin();
        return calls -> {
            event.end();
            event.calls = calls;
            event.commit();
        };
    }
}
