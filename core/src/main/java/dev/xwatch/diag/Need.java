package dev.xwatch.diag;

/**
 * Something that watching needs.
 *
 * @param name short and fixed: programs look checks up by it
 * @param essential whether execution watches are impossible without it
 */
record Need(String name, boolean essential, Probe probe) {}
