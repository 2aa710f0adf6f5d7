/** What to watch and how: specs, targets, slots, and the engine that arms, follows and counts. All policy lives here. */
@NullMarked
package dev.xwatch.watch;

import org.jspecify.annotations.NullMarked;
