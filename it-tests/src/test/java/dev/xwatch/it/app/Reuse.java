package dev.xwatch.it.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;

/**
 * Compiles a method, lets its class be unloaded, and compiles many others of the same size, of which some get its place;
 * again and again. Says {@code compiled} when it is for certain, and calls it 500 times more after a line on stdin. Guests
 * are called in the thread {@code guest} only, others in {@code other}.
 */
public final class Reuse {
    private static final int WARM_UP_CALLS = 5_000;
    public static final int CALLS = 500;
    private static final int OTHERS = 60;

    private static final ExecutorService GUEST = thread("guest");
    private static final ExecutorService OTHER = thread("other");

    private static int sink;

    private Reuse() {}

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        List<IntUnaryOperator> others = List.of();
        for (int round = 0; round < rounds; round++) {
            WeakReference<ClassLoader> guest = guest();
            others = List.of(); // their places are free for the next ones, too
            while (guest.get() != null) {
                System.gc();
            }
            others = others();
        }
        System.out.println("sum " + sink + " of " + others.size());
        GUEST.shutdown();
        OTHER.shutdown();
    }

    private static WeakReference<ClassLoader> guest() throws Exception {
        OwnLoader loader = new OwnLoader();
        IntUnaryOperator guest = loader.load(Guest.class);
        GUEST.submit(() -> {
                    call(guest, WARM_UP_CALLS);
                    System.out.println("compiled");
                    awaitLine();
                    call(guest, CALLS);
                })
                .get();
        return new WeakReference<>(loader);
    }

    private static List<IntUnaryOperator> others() throws Exception {
        List<IntUnaryOperator> others = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            others.add(other());
        }
        OTHER.submit(() -> others.forEach(other -> call(other, WARM_UP_CALLS))).get();
        return others;
    }

    private static IntUnaryOperator other() throws ReflectiveOperationException, IOException {
        return new OwnLoader().load(Other.class);
    }

    private static void call(IntUnaryOperator operator, int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += operator.applyAsInt(i);
        }
        sink += sum;
    }

    private static void awaitLine() {
        try {
            System.in.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(work -> new Thread(work, name));
    }

    /** What is watched. */
    public static final class Guest implements IntUnaryOperator {
        @Override
        public int applyAsInt(int x) {
            return x * 3 + 1;
        }
    }

    /** What takes its place. */
    public static final class Other implements IntUnaryOperator {
        @Override
        public int applyAsInt(int x) {
            return x * 5 + 1;
        }
    }
}
