/** The rule that says in JDK Mission Control what a recording of xwatch's holds, and what it does not. */
@NullMarked
package dev.xwatch.jmc;

import org.jspecify.annotations.NullMarked;
