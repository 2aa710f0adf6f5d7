/** A program to watch: it compiles, deoptimizes and generates code, and says exactly how often each was executed. */
@org.jspecify.annotations.NullMarked
package dev.xwatch.demo;
