package dev.xwatch.diag;

/**
 * One thing that was tried.
 *
 * @param name short and fixed
 * @param essential whether execution watches are impossible without it
 */
public record Check(String name, boolean essential, Finding finding) {
    /** Whether this alone makes execution watches impossible. */
    public boolean isFatal() {
        return essential && finding instanceof Finding.Fails;
    }
}
