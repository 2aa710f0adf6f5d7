package dev.xwatch.it;

/** Options of tests that compare counts with calls: no watch may pause for its cost, unless the test says otherwise. */
final class Unlimited {
    private Unlimited() {}

    /** The same with {@code budget:off}, if they watch something and name no budget. */
    static String budget(String options) {
        return options.contains("watch:") && !options.contains("budget:") ? options + ",budget:off" : options;
    }
}
