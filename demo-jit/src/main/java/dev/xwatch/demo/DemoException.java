package dev.xwatch.demo;

/** The demo cannot go on, or computed something wrong; the message is for people. Ends the program with status 1. */
final class DemoException extends Exception {
    private static final long serialVersionUID = 1L;

    DemoException(String message) {
        super(message);
    }
}
