/** Child JVMs with the shipped jars, and what they leave behind: output, replies, recordings. */
@NullMarked
package dev.xwatch.it;

import org.jspecify.annotations.NullMarked;
