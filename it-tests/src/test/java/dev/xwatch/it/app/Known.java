package dev.xwatch.it.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.stream.Collectors;

/**
 * Calls {@code target} in a thread of its own for each line with a number on stdin, as often as that says, and answers {@code
 * called}, the number and the sum of the results. For {@code stack} it calls once, and before that tells the stack of the
 * caller as the JVM has it: {@code class.method(File.java:line)} of each frame, the target's caller first, separated by tabs.
 * Ends with its input.
 */
public final class Known implements Runnable {
    /** The name of the thread that calls. */
    public static final String THREAD = "known-caller";

    /** The last argument of each call; the first counts the calls from 0 on, the second is a reference. */
    public static final long BIG = 1L << 40;

    private static boolean telling;
    private static long sum;

    private final int calls;

    private Known(int calls) {
        this.calls = calls;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        System.out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            telling = line.equals("stack");
            Thread caller = new Thread(new Known(telling ? 1 : Integer.parseInt(line)), THREAD);
            caller.start();
            caller.join();
            System.out.println("called " + line + ", sum " + sum);
        }
    }

    @Override
    public void run() {
        for (int number = 0; number < calls; number++) {
            sum += outer(number);
        }
    }

    private static long outer(int number) {
        return middle(number) + 1;
    }

    /** Both calls stand on one line. */
    private static long middle(int number) {
        return target(number, text(), BIG) + 3;
    }

    private static String text() {
        if (telling) {
            // Hidden ones too: xwatch shows all that there are.
            String stack = StackWalker.getInstance(StackWalker.Option.SHOW_HIDDEN_FRAMES)
                    .walk(frames -> frames.skip(1).map(Known::text).collect(Collectors.joining("\t")));
            System.out.println("stack\t" + stack);
        }
        return "text";
    }

    private static String text(StackWalker.StackFrame frame) {
        return frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
                + frame.getLineNumber() + ")";
    }

    static long target(int number, String text, long big) {
        return number * 31L + text.length() + big;
    }
}
