package dev.xwatch.hotspot;

/**
 * {@code ScopeDesc} ({@code code/scopeDesc.hpp}): which method a place in compiled code belongs to.
 *
 * @param method the address of the {@code Method}
 * @param bci the index of the bytecode that it is at
 */
record ScopeDesc(long method, int bci) {}
