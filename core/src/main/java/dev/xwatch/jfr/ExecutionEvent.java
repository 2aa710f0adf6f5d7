package dev.xwatch.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/**
 * {@code dev.xwatch.Execution}: the fields of a {@link HitEvent} but those that tell the stack. Data only, and never
 * committed, because JFR's own events have the thread and the stack of who commits them. It is there because some tools
 * ({@code jdk.jfr.internal.query.QueryExecutor}, of {@code jfr view}) know the types of a recording's first chunk only.
 */
@Name(ExecutionEvent.NAME)
@Label(ExecutionEvent.LABEL)
@Description(ExecutionEvent.DESCRIPTION)
@Category(ExecutionEvent.CATEGORY)
final class ExecutionEvent extends Event {
    static final String NAME = "dev.xwatch.Execution";
    static final String LABEL = "Execution";
    static final String DESCRIPTION =
            "One execution of, or access to, what a watch observes, as an event of the thread that made it";
    static final String CATEGORY = "xwatch";

    @Label("Watch")
    String watch = "";

    @Label("Kind")
    @Description("What is watched: method, address, region, native, blob or data")
    String kind = "";

    @Label("Method")
    @Description("The compiled method that was entered, or other code that has a name")
    String method = "";

    @Label("Address")
    @Description("The instruction pointer at the hit")
    @MemoryAddress
    long address;

    @Label("Thread")
    @Description("The Java thread that hit, if it was still there when the hit was read")
    @Nullable
    Thread thread;

    @Label("Thread Name")
    String threadName = "";

    @Label("OS Thread Id")
    int osThreadId;

    @Label("Virtual Thread Id")
    @Description("The virtual thread that was mounted, 0 if there was none or it is not certain")
    long virtualThreadId;

    @Label("CPU")
    int cpu;

    @Label("Compile Id")
    @Description("The JIT's number of the compilation that was entered, 0 if it is none")
    int compileId;

    @Label("Tier")
    @Description("The compilation's tier: 1 to 3 by C1, 4 by C2, 0 if it is none")
    int tier;

    @Label("Caller")
    @Description("Where the method was called: class.method(File.java:line)")
    String caller = "";

    @Label("Arguments")
    @Description("name=value, or index=value: integers by value, references as null or not null")
    String arguments = "";
}
