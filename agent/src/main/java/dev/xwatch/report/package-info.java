/** A recording as one page for the browser: one pass over the events, summed up in bounded memory, then drawn by the page. */
@NullMarked
package dev.xwatch.report;

import org.jspecify.annotations.NullMarked;
