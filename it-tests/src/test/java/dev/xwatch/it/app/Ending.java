package dev.xwatch.it.app;

/** Writes to stdout and stderr, up to the very moment when it ends in the way that is asked for. */
public final class Ending {
    /** How to end. */
    public enum Way {
        RETURN,
        EXIT,
        UNCAUGHT,
        HALT,
        LAST_THREAD
    }

    private static final int LINES = 2_000;

    private Ending() {}

    public static void main(String[] args) {
        for (int line = 0; line < LINES; line++) {
            System.out.println("line " + line);
        }
        System.err.println("a word on stderr");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("the hook's last word")));
        switch (Way.valueOf(args[0])) {
            case RETURN -> System.out.println("main returns");
            case EXIT -> System.exit(3);
            case UNCAUGHT -> throw new IllegalStateException("nobody catches this");
            case HALT -> Runtime.getRuntime().halt(4);
            case LAST_THREAD -> new Thread(Ending::outliveMain).start();
        }
    }

    private static void outliveMain() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.println("the last thread ends");
    }
}
