/** Everything at once, for as long as is asked for, and what has to be true all the same. */
@NullMarked
package dev.xwatch.it.stress;

import org.jspecify.annotations.NullMarked;
