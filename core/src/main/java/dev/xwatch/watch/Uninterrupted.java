package dev.xwatch.watch;

/** Waits in threads of the application, whose interrupts are not ours to answer. */
final class Uninterrupted {
    private Uninterrupted() {}

    interface Wait {
        void await() throws InterruptedException;
    }

    /** Waits to the end, and leaves the thread interrupted if it was, or was meanwhile. */
    static void run(Wait wait) {
        boolean interrupted = false;
        while (true) {
            try {
                wait.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
