package dev.xwatch.sys;

/**
 * What is bound of libc. One variadic function serves every system call: jnr-ffi generates code for each function of an
 * interface when it is loaded, and passes a sixth primitive argument wrongly to functions of exactly six, which
 * {@code mmap(2)} would be.
 */
public interface LibC {
    /** {@code syscall(2)}: the number, then up to six arguments; -1 sets errno. */
    long syscall(long number, long a, long b, long c, long d, long e, long f);
}
