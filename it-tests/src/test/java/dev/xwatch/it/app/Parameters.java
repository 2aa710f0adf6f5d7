package dev.xwatch.it.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Calls methods with parameters of all types while the collector works, and writes down what it passed, as {@code
 * dev.xwatch.Hit} would: a line for each call, its number first. Compiles the methods, says {@code ready}, waits for a line,
 * calls, says {@code done}, and waits for the end of its input.
 */
public final class Parameters {
    private static final int WARM_UP = 30_000;

    /** Then there is a pause, in which the rings can be read. */
    private static final int CALLS_AT_ONCE = 32;

    private static final Object[] HELD = new Object[4096];

    private final Random random = new Random(7);
    private final Deque<byte[]> garbage = new ArrayDeque<>();
    private int number;
    private long sum;

    private Parameters() {}

    /** @param args where to write, how many calls of each method */
    public static void main(String[] args) throws IOException, InterruptedException {
        new Parameters().run(Path.of(args[0]), Integer.parseInt(args[1]));
    }

    private void run(Path file, int calls) throws IOException, InterruptedException {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        for (int i = 0; i < WARM_UP; i++) {
            allocate();
            callStatic(nowhere);
            callInstance(nowhere);
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        System.out.println("ready");
        in.readLine();
        number = 0;
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            for (int i = 0; i < calls; i++) {
                allocate();
                callStatic(out);
                callInstance(out);
                if (i % CALLS_AT_ONCE == 0) {
                    Thread.sleep(10);
                }
            }
        }
        System.out.println("done " + sum);
        in.readLine();
    }

    /** Some die at once, some later, and what {@link #reference} gives moves about. */
    private void allocate() {
        HELD[random.nextInt(HELD.length)] = new byte[random.nextInt(512)];
        garbage.add(new byte[random.nextInt(4096)]);
        if (garbage.size() > 1000) {
            garbage.removeFirst();
        }
    }

    private @Nullable Object reference() {
        return random.nextBoolean() ? HELD[random.nextInt(HELD.length)] : null;
    }

    private void callStatic(PrintWriter out) {
        int call = number++;
        long a = random.nextLong();
        boolean b = random.nextBoolean();
        byte c = (byte) random.nextInt();
        char d = (char) random.nextInt();
        Object e = reference();
        short f = (short) random.nextInt();
        long g = random.nextLong();
        Object h = reference();
        boolean i = random.nextBoolean();
        double j = random.nextDouble();
        char k = (char) ('a' + random.nextInt(26));
        sum += statically(call, a, b, c, d, e, f, g, h, i, j, k);
        // In registers: call, a, b, c, d, e. On the stack: f, g, h, i, k. In a floating point register: j.
        out.println(call + "\tcall=" + call + ", a=" + a + ", b=" + b + ", c=" + c + ", d=" + text(d) + ", e=" + text(e)
                + ", f=" + f + ", g=" + g + ", h=" + text(h) + ", i=" + i + ", j=?, k=" + text(k));
    }

    private void callInstance(PrintWriter out) {
        int call = number++;
        byte a = (byte) random.nextInt();
        float b = random.nextFloat();
        Object c = reference();
        short d = (short) random.nextInt();
        long e = random.nextLong();
        boolean f = random.nextBoolean();
        byte g = (byte) random.nextInt();
        sum += instance(call, a, b, c, d, e, f, g);
        // In registers: this, call, a, c, d, e. On the stack: f, g. In a floating point register: b.
        out.println(call + "\tcall=" + call + ", a=" + a + ", b=?, c=" + text(c) + ", d=" + d + ", e=" + e + ", f=" + f
                + ", g=" + g);
    }

    private static String text(@Nullable Object reference) {
        return reference == null ? "null" : "not null";
    }

    private static String text(char value) {
        return value < 0x7f && Character.isLetterOrDigit(value)
                ? "'" + value + "'"
                : String.format("'\\u%04x'", (int) value);
    }

    static long statically(
            int call,
            long a,
            boolean b,
            byte c,
            char d,
            @Nullable Object e,
            short f,
            long g,
            @Nullable Object h,
            boolean i,
            double j,
            char k) {
        return call
                + a
                + (b ? 1 : 2)
                + c
                + d
                + (e == null ? 3 : 4)
                + f
                + g
                + (h == null ? 5 : 6)
                + (i ? 7 : 8)
                + (long) j
                + k;
    }

    long instance(int call, byte a, float b, @Nullable Object c, short d, long e, boolean f, byte g) {
        return call + a + (long) b + (c == null ? 3 : 4) + d + e + (f ? 5 : 6) + g;
    }
}
