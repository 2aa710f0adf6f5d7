package dev.xwatch.watch;

/**
 * How many threads a slot's breakpoint covers, xwatch's own left out.
 *
 * @param threads how many there are
 * @param armed how many have it, by an event of their own or inherited
 * @param gap why not all, empty if all
 */
record Coverage(int threads, int armed, String gap) {}
