/** The commands of {@code java -jar xwatch.jar}. */
@NullMarked
package dev.xwatch.cli;

import org.jspecify.annotations.NullMarked;
