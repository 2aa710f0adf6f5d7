/**
 * HotSpot's own data, read from outside by the layout that {@code libjvm.so} exports (vmStructs): methods, compiled code,
 * classes as they are loaded, threads. Nothing here stops a thread, runs code in one or writes memory.
 */
@NullMarked
package dev.xwatch.hotspot;

import org.jspecify.annotations.NullMarked;
