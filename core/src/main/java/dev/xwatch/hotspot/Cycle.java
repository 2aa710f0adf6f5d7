package dev.xwatch.hotspot;

/**
 * Notices that a list leads back to where it was, by Brent's algorithm: after some three times as many steps as there are
 * elements. Memory that was given back while a list in it is read can look like one without an end.
 */
final class Cycle {
    private long mark;
    private long steps;
    private long renewal = 1;

    /** @return whether this element was there before; not always the first time */
    boolean isClosedBy(long element) {
        if (element == mark && steps > 0) {
            return true;
        }
        if (++steps == renewal) {
            mark = element;
            renewal *= 2;
        }
        return false;
    }
}
