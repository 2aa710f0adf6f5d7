package dev.xwatch.demo;

/** Something worth watching, in phases. */
@FunctionalInterface
interface Scene {
    /**
     * Plays it once.
     *
     * @throws DemoException if this machine cannot play it, or a phase's results were wrong
     */
    void play() throws DemoException, InterruptedException;
}
