/** What cannot be a test, because it depends on the machine: costs and estimates, as ratios of one run. */
@NullMarked
package dev.xwatch.it.bench;

import org.jspecify.annotations.NullMarked;
