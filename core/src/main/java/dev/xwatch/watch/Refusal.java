package dev.xwatch.watch;

/**
 * Why something that was asked for is not done, for the person who asked.
 *
 * @param what the thing refused, with the value as it was given
 * @param why the reason
 * @param fix what would work instead
 */
public record Refusal(String what, String why, String fix) {
    /** One line: what, why, fix. */
    @Override
    public String toString() {
        return what + ": " + why + ". Fix: " + fix;
    }
}
