package dev.xwatch.report;

/**
 * What was executed: a compilation of a method, or code that is none.
 *
 * @param compileId 0 if it is no compilation
 * @param address where execution was seen
 */
record Code(String method, int compileId, int tier, long address) {}
