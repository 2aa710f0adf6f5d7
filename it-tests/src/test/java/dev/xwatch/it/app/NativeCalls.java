package dev.xwatch.it.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.util.zip.CRC32;

/**
 * Calls native functions as often as it is told by lines on stdin, each of which it answers with the same line:
 * {@code load FILE}, a library with {@link #steps}; {@code steps N}; {@code gc N}, {@code JVM_GC} of libjvm; {@code
 * deadlocks N}, {@code ThreadService::find_deadlocks_at_safepoint} of libjvm; {@code crc N}, {@code updateBytesCRC32} of
 * HotSpot's stubs. Ends with its input.
 */
public final class NativeCalls {
    private NativeCalls() {}

    /** Calls {@code step} of the library so often. */
    private static native void steps(int calls);

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        System.out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] command = line.split(" ", 2);
            obey(command[0], command[1]);
            System.out.println(line);
        }
    }

    private static void obey(String command, String argument) {
        switch (command) {
            case "load" -> System.load(argument);
            case "steps" -> steps(Integer.parseInt(argument));
            case "gc" -> repeat(argument, Runtime.getRuntime()::gc);
            case "deadlocks" -> repeat(argument, ManagementFactory.getThreadMXBean()::findDeadlockedThreads);
            case "crc" -> repeat(argument, () -> new CRC32().update(new byte[100]));
            default -> throw new IllegalArgumentException(command);
        }
    }

    private static void repeat(String times, Runnable call) {
        for (int i = Integer.parseInt(times); i > 0; i--) {
            call.run();
        }
    }
}
