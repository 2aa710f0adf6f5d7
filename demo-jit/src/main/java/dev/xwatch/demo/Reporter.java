package dev.xwatch.demo;

import java.io.PrintStream;

/**
 * Writes what happens as lines of space separated words, {@code key=value} after the first; no value contains a space.
 * Each line is flushed: whoever reads along sees it before the next step begins.
 */
final class Reporter {
    private final PrintStream out;

    Reporter(PrintStream out) {
        this.out = out;
    }

    void phase(Phase.Result result) {
        Phase phase = result.phase();
        line("phase scene=" + phase.scene() + " name=" + phase.name() + " target=" + phase.target() + " calls="
                + result.calls() + " threads=" + phase.threads() + " begin=" + result.begin() + " end=" + result.end()
                + " steady=" + phase.steady());
    }

    /** {@code name} is the phase that is going to execute what was mapped. */
    void mapping(String scene, String name, CodePage page) {
        line("mapping scene=" + scene + " name=" + name + " address=" + hex(page.address()) + " size="
                + CodePage.BYTES);
    }

    void ready(long pid, String next) {
        line("READY pid=" + pid + " next=" + next);
    }

    void done(long calls, int exit) {
        line("done calls=" + calls + " exit=" + exit);
    }

    static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }
}
