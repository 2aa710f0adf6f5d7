package dev.xwatch.it.app;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.function.IntUnaryOperator;

/**
 * Loads {@code Plugin} by a loader of its own and calls it until it is compiled for certain, says {@code loaded}, and at the
 * next line on stdin drops the loader and waits until it is collected, which it says; and all over again at each next line.
 */
public final class Reloads {
    private static final int CALLS = 30_000;
    private static final long PAUSE_MILLIS = 100;

    private static int sink;

    private Reloads() {}

    public static void main(String[] args) throws Exception {
        int key;
        do {
            WeakReference<ClassLoader> loader = use();
            key = System.in.read();
            while (loader.get() != null) {
                System.gc();
                Thread.sleep(PAUSE_MILLIS);
            }
            System.out.println("collected");
        } while (key != -1);
        System.out.println("sum " + sink);
    }

    private static WeakReference<ClassLoader> use() throws ReflectiveOperationException, IOException {
        OwnLoader loader = new OwnLoader();
        IntUnaryOperator plugin = loader.load(Plugin.class);
        for (int i = 0; i < CALLS; i++) {
            sink += plugin.applyAsInt(i);
        }
        System.out.println("loaded");
        return new WeakReference<>(loader);
    }

    /** What is watched. */
    public static final class Plugin implements IntUnaryOperator {
        @Override
        public int applyAsInt(int x) {
            return x * 3;
        }
    }
}
