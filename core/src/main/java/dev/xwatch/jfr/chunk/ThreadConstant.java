package dev.xwatch.jfr.chunk;

import java.util.Objects;

/**
 * A thread as recordings tell it.
 *
 * @param osName the kernel's name, or what stands for it
 * @param javaName empty for a native thread
 * @param javaThreadId 0 for a native thread
 */
public record ThreadConstant(String osName, long osThreadId, String javaName, long javaThreadId) {
    // Written out: what the JDK generates on 17 keeps this class, and so its loader, for ever.

    @Override
    public boolean equals(Object other) {
        return other instanceof ThreadConstant that
                && osThreadId == that.osThreadId
                && javaThreadId == that.javaThreadId
                && osName.equals(that.osName)
                && javaName.equals(that.javaName);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(31 * osThreadId + javaThreadId)
                + Objects.requireNonNull(javaName).hashCode();
    }
}
