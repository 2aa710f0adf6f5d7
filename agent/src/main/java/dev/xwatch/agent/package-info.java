/** All that the application's class path sees of xwatch: the entry class and the class loader of everything else. */
@NullMarked
package dev.xwatch.agent;

import org.jspecify.annotations.NullMarked;
