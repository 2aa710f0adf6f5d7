/** From a load's options to the engine, and back to a reply. */
@NullMarked
package dev.xwatch.boot;

import org.jspecify.annotations.NullMarked;
