package dev.xwatch.it.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;

/**
 * A method, {@code Leaf.leaf}, that the JIT inlines into two callers and a third one calls, which is to be interpreted for
 * good. A line on stdin, {@code first N}, {@code second N} or {@code third N}, has it called by one of them, so many times,
 * and is answered.
 */
public final class Inlining {
    private Inlining() {}

    public static void main(String[] args) throws IOException {
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] command = line.split(" ", -1);
            int calls = Integer.parseInt(command[1]);
            int sum = 0;
            // A hundred at a time: the caller is entered often enough to be compiled as a whole.
            for (int done = 0; done < calls; done += 100) {
                sum += switch (command[0]) {
                    case "first" -> Callers.first();
                    case "second" -> Callers.second();
                    case "third" -> Callers.third();
                    default -> throw new IllegalArgumentException(line);
                };
            }
            System.out.println("done " + command[0] + " " + sum);
        }
    }

    /** Each calls it a hundred times. */
    static final class Callers {
        private Callers() {}

        static int first() {
            int sum = 0;
            for (int i = 0; i < 100; i++) {
                sum += Leaf.leaf(i);
            }
            return sum;
        }

        static int second() {
            int sum = 1;
            for (int i = 0; i < 100; i++) {
                sum ^= Leaf.leaf(i);
            }
            return sum;
        }

        static int third() {
            int sum = 2;
            for (int i = 0; i < 100; i++) {
                sum -= Leaf.leaf(i);
            }
            return sum;
        }
    }

    /** What is watched. */
    static final class Leaf {
        private Leaf() {}

        static int leaf(int x) {
            return x * 31 + 7;
        }
    }
}
