package dev.xwatch.watch;

/** Waits in threads of the application, whose interrupts are not ours to answer. */
final class Uninterrupted {
    private Uninterrupted() {}

    interface Wait {
        void await() throws InterruptedException;
    }

    interface Answer<T> {
        T await() throws InterruptedException;
    }

    /** Waits to the end, and leaves the thread interrupted if it was, or was meanwhile. */
    static void run(Wait wait) {
        get(() -> {
            wait.await();
            return true;
        });
    }

    /** The same, for what is worth an answer; an interrupt lets the wait begin anew. */
    static <T> T get(Answer<T> answer) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
