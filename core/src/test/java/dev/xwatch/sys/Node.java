package dev.xwatch.sys;

import org.jspecify.annotations.Nullable;

/** A record to be loaded by a loader of its own, with a component of its own type. */
record Node(@Nullable Node next) {}
