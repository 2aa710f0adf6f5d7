package dev.xwatch.perf;

/** Bytes that are no record. */
public final class MalformedRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedRecordException(String message) {
        super(message, null, false, false); // a ring full of them must not cost more than one of hits
    }
}
