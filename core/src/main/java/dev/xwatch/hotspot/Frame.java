package dev.xwatch.hotspot;

/** {@code frame} ({@code runtime/frame.hpp}): a physical one, by its program counter, stack and frame pointer. */
record Frame(long pc, long sp, long fp) {}
