package dev.xwatch.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** {@code dev.xwatch.WatchState}. Data only. */
@Name("dev.xwatch.WatchState")
@Label("Watch State")
@Description("What became of a watch, or of one of the methods that it names")
@Category("xwatch")
@StackTrace(false)
@Period("beginChunk")
final class WatchStateEvent extends Event {
    @Label("Watch")
    String watch = "";

    @Label("Spec")
    String spec = "";

    @Label("State")
    String state = "";

    @Label("Reason")
    String reason = "";

    @Label("Method")
    String method = "";

    @Label("Address")
    @Description("Where the breakpoint stands, 0 if nowhere")
    @MemoryAddress
    long address;

    @Label("Previous Address")
    @Description("Where the breakpoint stood before, 0 if nowhere")
    @MemoryAddress
    long previousAddress;

    @Label("Compile Id")
    int compileId;

    @Label("Tier")
    int tier;

    @Label("Threads")
    @Description("How many threads the process has, those of xwatch left out")
    long threads;

    @Label("Threads Armed")
    @Description("How many threads the breakpoint covers")
    long threadsArmed;

    @Label("Latency")
    @Description("From the change being noticed, or from the request, to armed in every thread")
    @Timespan(Timespan.NANOSECONDS)
    long latency;

    @Label("Snapshot")
    @Description("Repeated at the start of a chunk: nothing changed now")
    boolean snapshot;
}
