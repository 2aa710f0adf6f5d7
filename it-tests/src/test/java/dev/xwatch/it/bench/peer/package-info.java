/** Other tools that say how often code was executed, each behind one interface. */
@NullMarked
package dev.xwatch.it.bench.peer;

import org.jspecify.annotations.NullMarked;
