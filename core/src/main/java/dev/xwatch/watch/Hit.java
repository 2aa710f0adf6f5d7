package dev.xwatch.watch;

import org.jspecify.annotations.Nullable;

/**
 * One execution of, or access to, what a watch observes.
 *
 * @param timeNanos the kernel's time of it, CLOCK_MONOTONIC
 * @param method as {@code com.acme.Order.price(int)}; for a data access the code that made it, a method or a place in a
 *     library; empty for a bare address
 * @param address the instruction pointer that the kernel delivered
 * @param thread the Java thread, null if it has none or was gone before it could be asked
 * @param threadName its name, or the kernel's name of a native thread
 * @param virtualThreadId of the virtual thread that was mounted, 0 if there was none or it is not certain
 * @param caller the frame that the hit returns to, a line as those of {@code stack}; empty if it is not known
 * @param stack lines {@code class.method(File.java:line)}, the method that was hit first, joined by {@code '\n'}; a last
 *     line that begins with {@code "... "} says why it is not finished. Empty if none was asked for
 * @param frames what {@code stack} has no room for: for each of its frames the bytecode index and a letter for the kind of
 *     code, joined by spaces
 * @param arguments {@code name=value}, or {@code index=value} where the class file has no names, joined by {@code ", "}
 */
public record Hit(
        long timeNanos,
        String watch,
        WatchKind kind,
        String method,
        long address,
        @Nullable Thread thread,
        String threadName,
        int osThreadId,
        long virtualThreadId,
        int cpu,
        int compileId,
        int tier,
        String caller,
        String stack,
        String frames,
        String arguments) {}
