package dev.xwatch.watch;

import java.util.concurrent.CountDownLatch;

/** A thread of xwatch's, whose native id is known before anything is armed. */
public final class OwnThread {
    private final Thread thread;

    private OwnThread(Thread thread) {
        this.thread = thread;
    }

    /** Must be called by a thread that has no breakpoints: the new one would inherit them. */
    public static OwnThread start(String name, OwnThreads own, Runnable body) {
        CountDownLatch registered = new CountDownLatch(1);
        Thread thread = new Thread(
                null,
                () -> {
                    int id = own.addCurrent();
                    registered.countDown();
                    try {
                        body.run();
                    } finally {
                        own.remove(id); // the kernel gives it to another thread
                    }
                },
                name,
                0,
                false);
        thread.setDaemon(true);
        // A frame of the application below ours must not decide which classes we find.
        thread.setContextClassLoader(OwnThread.class.getClassLoader());
        thread.start();
        Uninterrupted.run(registered::await);
        return new OwnThread(thread);
    }

    public void join() {
        Uninterrupted.run(thread::join);
    }
}
