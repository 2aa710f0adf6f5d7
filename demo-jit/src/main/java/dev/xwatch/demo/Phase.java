package dev.xwatch.demo;

/**
 * A span of the program's life in which calls of one target are counted.
 *
 * @param scene the scene that it belongs to
 * @param name unique in its scene, but repeated in each round
 * @param target what is called: {@code class::method}, or an address in hexadecimal
 * @param threads how many threads call
 * @param steady whether the target's code does not change meanwhile, so that every one of the calls enters it at the
 *     same address
 */
record Phase(String scene, String name, String target, int threads, boolean steady) {
    /**
     * What came of a phase.
     *
     * @param calls calls made, all of them between {@code begin} and {@code end}
     * @param begin {@link System#nanoTime} before the first call; {@code CLOCK_MONOTONIC} on Linux
     * @param end the same after the last call
     */
    record Result(Phase phase, long calls, long begin, long end) {}
}
