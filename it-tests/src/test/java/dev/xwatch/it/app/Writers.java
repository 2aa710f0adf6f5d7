package dev.xwatch.it.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Field;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CyclicBarrier;

/**
 * Eight threads write to a buffer outside of the heap, each to a part of its own, but for one that writes to the first
 * thread's part too. Says where that is, then obeys lines on stdin: a number of rounds, which it answers with the same
 * line. Needs {@code --add-opens java.base/java.nio=ALL-UNNAMED} to learn the address.
 */
public final class Writers {
    /** The thread that writes where it should not. */
    public static final String STRAY_THREAD = "writer-5";
    /** Where it does. */
    public static final int CORRUPTING_LINE = 93;

    private static final int THREADS = 8;

    private static final int PART = 64;
    private static final int WRITES = 100;

    private final ByteBuffer buffer;
    private final CyclicBarrier barrier = new CyclicBarrier(THREADS + 1);
    private volatile int rounds;

    private Writers(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    /** @param args a file to map; without it the buffer is a direct one */
    public static void main(String[] args) throws Exception {
        ByteBuffer buffer = args.length == 0 ? ByteBuffer.allocateDirect(THREADS * PART) : map(Path.of(args[0]));
        Field address = Buffer.class.getDeclaredField("address");
        address.setAccessible(true);
        System.out.println("address " + address.getLong(buffer));
        new Writers(buffer).obey();
    }

    private static ByteBuffer map(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, THREADS * PART);
        }
    }

    private void obey() throws Exception {
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            Thread thread = new Thread(() -> write(number), "writer-" + number);
            thread.setDaemon(true);
            thread.start();
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            rounds = Integer.parseInt(line);
            barrier.await();
            barrier.await();
            System.out.println(line);
        }
    }

    private void write(int number) {
        boolean isStray = Thread.currentThread().getName().equals(STRAY_THREAD);
        try {
            while (true) {
                barrier.await();
                for (int round = 0; round < rounds; round++) {
                    for (int i = 0; i < WRITES; i++) {
                        // Nobody means to write to the first eight bytes of a part.
                        buffer.putLong(number * PART + 8 + (i % 7) * 8, round);
                    }
                    if (isStray) {
                        corrupt(round);
                    }
                }
                barrier.await();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void corrupt(int round) {
        buffer.putLong(0, round);
    }
}
