package dev.xwatch.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** {@code dev.xwatch.ExecutableRegion}. Data only. */
@Name("dev.xwatch.ExecutableRegion")
@Label("Executable Region")
@Description("A mapping of memory that can be executed: what became of it")
@Category("xwatch")
@StackTrace(false)
final class ExecutableRegionEvent extends Event {
    @Label("Start")
    @MemoryAddress
    long start;

    @Label("Size")
    @DataAmount(DataAmount.BYTES)
    long size;

    @Label("Permissions")
    @Description("As in /proc/PID/maps")
    String permissions = "";

    @Label("Path")
    @Description("The file, a name in brackets, or //anon")
    String path = "";

    @Label("Change")
    @Description("Existing, Mapped, Unmapped or Protected")
    String change = "";

    @Label("Snapshot")
    @Description("Repeated at the start of a chunk: nothing changed now")
    boolean snapshot;
}
