/** Breakpoints, their events and their ring buffers through {@code perf_event_open(2)}: mechanism without policy. */
@NullMarked
package dev.xwatch.perf;

import org.jspecify.annotations.NullMarked;
