/**
 * Chunks of a JFR recording, written without the JVM's recorder: encoding, types, constants, header. Knows no event of
 * xwatch's. The format has no specification; it is that of the JDK's {@code jdk.jfr.internal.consumer} and of HotSpot's
 * {@code jfrChunkWriter.cpp}, version 2.1.
 */
@NullMarked
package dev.xwatch.jfr.chunk;

import org.jspecify.annotations.NullMarked;
