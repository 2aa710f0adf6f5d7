package dev.xwatch.demo;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A {@link Phase} from its begin to its end; data only, written by {@link JfrPhaseLog}. */
@Name("dev.xwatch.demo.Phase")
@Label("Demo Phase")
@Category("xwatch demo")
@Description("A phase of the demo and the calls that it made")
@StackTrace(false)
final class PhaseEvent extends Event {
    @Label("Scene")
    @Nullable
    String scene;

    @Label("Phase")
    @Nullable
    String phaseName;

    @Label("Target")
    @Description("The method or address that was called")
    @Nullable
    String target;

    @Label("Calls")
    long calls;

    @Label("Steady")
    @Description("Whether the target's code did not change during the phase")
    boolean steady;
}
