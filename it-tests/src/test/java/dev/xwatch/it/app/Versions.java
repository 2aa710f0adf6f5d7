package dev.xwatch.it.app;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.Charset;
import java.util.concurrent.CountDownLatch;

/**
 * Threads that only wait, and one that calls methods of {@link Hundred} until they are compiled, and again: a line {@code
 * I N} on stdin has it call {@code mI} so many times, and is answered with {@code called}.
 */
public final class Versions {
    private Versions() {}

    /** @param args the number of threads that wait */
    public static void main(String[] args) throws Throwable {
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            Thread thread = new Thread(() -> await(end), "waiting-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        System.out.println("ready");
        obey();
    }

    private static void obey() throws Throwable {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] order = line.split(" ", -1);
            call(Integer.parseInt(order[0]), Integer.parseInt(order[1]));
            System.out.println("called");
        }
    }

    private static void call(int method, int calls) throws Throwable {
        MethodType type = MethodType.methodType(long.class, long.class);
        MethodHandle handle = MethodHandles.lookup().findStatic(Hundred.class, "m" + method, type);
        for (int i = 0; i < calls; i++) {
            long ignored = (long) handle.invokeExact((long) i);
        }
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
