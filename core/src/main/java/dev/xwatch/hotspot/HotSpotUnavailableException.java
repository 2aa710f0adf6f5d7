package dev.xwatch.hotspot;

/** This JVM does not export what is needed to read it; the message names what is missing. */
public final class HotSpotUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    public HotSpotUnavailableException(String reason) {
        super(reason);
    }

    public HotSpotUnavailableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
