/** On which JVMs, and with which of their options, xwatch does what it says: tried on each, into a page. */
@NullMarked
package dev.xwatch.it.matrix;

import org.jspecify.annotations.NullMarked;
