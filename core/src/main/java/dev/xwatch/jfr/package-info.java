/** Hits, states and counts as JFR events, with the kernel's times. */
@NullMarked
package dev.xwatch.jfr;

import org.jspecify.annotations.NullMarked;
