package dev.xwatch.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** {@code dev.xwatch.Hit}. Data only. */
@Name("dev.xwatch.Hit")
@Label("Hit")
@Description("One execution of, or access to, what a watch observes")
@Category("xwatch")
@StackTrace(false)
final class HitEvent extends Event {
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

    @Label("Stack")
    @Description("Java frames, the method that was hit first, a line each: class.method(File.java:line)")
    String stack = "";

    @Label("Frames")
    @Description("Of each frame of the stack the bytecode index and the kind of code:"
            + " c compiled, l inlined, i interpreted, n native method")
    String frames = "";

    @Label("Arguments")
    @Description("name=value, or index=value: integers by value, references as null or not null")
    String arguments = "";
}
