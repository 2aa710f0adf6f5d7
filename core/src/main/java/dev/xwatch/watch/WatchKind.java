package dev.xwatch.watch;

import java.util.Locale;

/** The kinds of thing that can be watched. */
public enum WatchKind {
    METHOD,
    ADDRESS,
    REGION,
    NATIVE,
    BLOB,
    DATA;

    /** The word in events and replies. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
