package dev.xwatch.hotspot;

/** What code a Java frame runs. */
public enum FrameKind {
    COMPILED('c'),
    /** A copy within the code of the next older frame. */
    INLINED('l'),
    INTERPRETED('i'),
    /** A native method, interpreted or by its compiled wrapper. */
    NATIVE('n');

    private final char letter;

    FrameKind(char letter) {
        this.letter = letter;
    }

    char letter() {
        return letter;
    }
}
