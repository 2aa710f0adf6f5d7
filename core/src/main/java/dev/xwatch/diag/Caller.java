package dev.xwatch.diag;

import dev.xwatch.sys.CodePage;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A thread that calls functions when it is told to. */
final class Caller implements AutoCloseable {
    private final CodePage code;
    private final ExecutorService thread;

    private Caller(CodePage code, ExecutorService thread) {
        this.code = code;
        this.thread = thread;
    }

    /** Returns when the thread runs. */
    static Caller start(CodePage code) throws IOException {
        Caller caller =
                new Caller(code, Executors.newSingleThreadExecutor(task -> new Thread(task, "xwatch-doctor-caller")));
        caller.call(0, 0);
        return caller;
    }

    /** Returns when it has called it so many times. */
    void call(int function, int times) throws IOException {
        try {
            thread.submit(() -> {
                        for (int i = 0; i < times; i++) {
                            code.call(function);
                        }
                    })
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
