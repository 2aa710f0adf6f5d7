/** What watching needs of a machine, each need tried by itself, with why and what to do where one is not met. */
@NullMarked
package dev.xwatch.diag;

import org.jspecify.annotations.NullMarked;
