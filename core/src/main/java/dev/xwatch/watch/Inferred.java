package dev.xwatch.watch;

/**
 * How often a target was hit in a time that was seen in part.
 *
 * @param tally the hits
 * @param variance of their number, by how unevenly they came
 * @param poisson the same if they came by chance, each on its own
 */
record Inferred(Tally tally, double variance, double poisson) {
    static final Inferred NOTHING = new Inferred(Tally.NOTHING, 0, 0);

    /** What was seen as a whole. */
    static Inferred exactly(Tally tally) {
        return new Inferred(tally, 0, 0);
    }

    Inferred plus(Inferred other) {
        return new Inferred(tally.plus(other.tally), variance + other.variance, poisson + other.poisson);
    }
}
