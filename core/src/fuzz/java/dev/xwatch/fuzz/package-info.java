/** Gives parsers of outside input what nobody wrote, and holds them to what they promise. */
@NullMarked
package dev.xwatch.fuzz;

import org.jspecify.annotations.NullMarked;
