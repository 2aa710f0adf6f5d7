package dev.xwatch.it.app;

import java.io.IOException;

/** Says that {@code main} runs, and ends at the first input. */
public final class Started {
    private Started() {}

    public static void main(String[] args) throws IOException {
        System.out.println("main");
        System.in.read();
    }
}
