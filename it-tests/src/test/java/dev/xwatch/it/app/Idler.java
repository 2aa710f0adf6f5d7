package dev.xwatch.it.app;

import java.io.IOException;

/**
 * Calls {@code String.hashCode} until it is compiled for certain, says {@code idle TIME} (milliseconds since the epoch) and
 * then does nothing until there is something on its input.
 */
public final class Idler {
    private static final int ROUNDS = 8;
    private static final int CALLS_PER_ROUND = 2_000;
    private static final long MILLIS_AFTER_ROUND = 100;

    private Idler() {}

    public static void main(String[] args) throws InterruptedException, IOException {
        int sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < CALLS_PER_ROUND; i++) {
                sum += Integer.toString(i).hashCode();
            }
            Thread.sleep(MILLIS_AFTER_ROUND); // the compiler's turn
        }
        System.out.println("sum " + sum);
        System.out.println("idle " + System.currentTimeMillis());
        System.in.read();
        System.out.println("ends");
    }
}
