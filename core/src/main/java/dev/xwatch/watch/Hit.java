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
        int cpu,
        int compileId,
        int tier) {}
