package dev.xwatch.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** {@code dev.xwatch.WatchCount}. Data only. */
@Name("dev.xwatch.WatchCount")
@Label("Watch Count")
@Description("What was counted for a watch until now")
@Category("xwatch")
@StackTrace(false)
@Period("endChunk")
final class WatchCountEvent extends Event {
    @Label("Watch")
    String watch = "";

    @Label("Hits")
    @Description("The exact count of the kernel")
    long hits;

    @Label("Recorded")
    @Description("Hits decoded and handed on")
    long recorded;

    @Label("Lost")
    @Description("Hits counted whose records found no room in the ring")
    long lost;

    @Label("Discarded")
    @Description("Hits decoded but not handed on, not being of the code watched at their time")
    long discarded;

    @Label("Duplicates")
    @Description("Records that the kernel wrote twice")
    long duplicates;

    @Label("Observed Time")
    @Description("Since the watch was first armed")
    @Timespan(Timespan.NANOSECONDS)
    long observedTime;

    @Label("Armed Time")
    @Description("How long of the observed time a breakpoint was on")
    @Timespan(Timespan.NANOSECONDS)
    long armedTime;

    @Label("Estimated Hits")
    @Description("How many there were, had the breakpoint been on all the time; -1 when saturated")
    long estimatedHits;

    @Label("Estimated Low")
    @Description("Lower end of the estimate's 95 % interval; -1 when saturated")
    long estimatedLow;

    @Label("Estimated High")
    @Description("Upper end of the estimate's 95 % interval; -1 when saturated")
    long estimatedHigh;

    @Label("Saturated")
    @Description("Traps took most of the armed time: hits per armed time is only a lower bound of the rate")
    boolean saturated;

    @Label("Inlined Into")
    @Description("Compiled methods that hold an inlined copy, whose executions are not counted")
    long inlinedInto;

    @Label("Inlined Into Methods")
    @Description("Names of those methods, 20 at most")
    String inlinedIntoMethods = "";

    @Label("OSR Versions")
    @Description("Compiled versions alive that loops enter which were already running: such entries are not counted")
    long osrVersions;

    @Label("Intrinsic")
    @Description("The JIT may put code of its own where the method is called, which is not counted")
    boolean intrinsic;

    @Label("Interpreted Calls")
    @Description("Estimate of the calls that were interpreted, or made before a new version was armed; -1: not known")
    long interpretedCalls;
}
