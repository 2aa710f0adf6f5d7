/** What the kernel tells in text files of {@code /proc} and {@code /sys}: parsers, and thin readers beside them. */
@NullMarked
package dev.xwatch.procfs;

import org.jspecify.annotations.NullMarked;
