package dev.xwatch.it.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Threads that end when they have called {@link #hit} once, with their number, which is in their names too. Does what
 * lines on stdin say, and answers each with the same line: {@code java N} starts N, and the answer tells how many different
 * native ids they had; {@code reused N} the same, each with the native id of the one before if the kernel lets it; {@code
 * load FILE}, a library with {@link #startNatives}; {@code native N} has it start N; {@code warm} calls {@code hit} until it
 * should be compiled, with -1. Ends with its input. To be run with {@code hit} never inlined.
 */
public final class Brief {
    private static final int WARM_UP_CALLS = 20_000;
    private static final Path LAST_PID = Path.of("/proc/sys/kernel/ns_last_pid");

    private static int sum;

    private Brief() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        warmUp();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        System.out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(line + obey(line.split(" ", 2)));
        }
        System.out.println("sum " + sum);
    }

    private static void warmUp() {
        for (int i = 0; i < WARM_UP_CALLS; i++) {
            hit(-1);
        }
    }

    private static String obey(String[] command) throws IOException, InterruptedException {
        switch (command[0]) {
            case "warm" -> warmUp();
            case "load" -> System.load(command[1]);
            case "native" -> startNatives(Integer.parseInt(command[1]));
            default -> {
                return ": " + start(Integer.parseInt(command[1]), command[0].equals("reused")) + " native ids";
            }
        }
        return "";
    }

    private static int start(int count, boolean reused) throws IOException, InterruptedException {
        Set<Integer> ids = new HashSet<>();
        int[] id = new int[1];
        for (int number = 0; number < count; number++) {
            int mine = number;
            Thread thread = new Thread(
                    () -> {
                        hit(mine);
                        id[0] = nativeId();
                    },
                    "brief-" + number);
            thread.start();
            thread.join();
            ids.add(id[0]);
            while (reused && Files.exists(Path.of("/proc/self/task", Integer.toString(id[0])))) {
                Thread.onSpinWait();
            }
            if (reused) {
                Files.writeString(LAST_PID, Integer.toString(id[0] - 1));
            }
        }
        return ids.size();
    }

    private static int nativeId() {
        try {
            Path task = Files.readSymbolicLink(Path.of("/proc/thread-self"));
            return Integer.parseInt(task.getFileName().toString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts so many threads, one after the other, which do not know of the JVM. */
    private static native void startNatives(int count);

    /** What is watched. */
    static void hit(int number) {
        sum += number;
    }
}
