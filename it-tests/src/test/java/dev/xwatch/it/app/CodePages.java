package dev.xwatch.it.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * A just-in-time compiler of the simplest kind: maps a page, writes a function into it, waits, calls it, unmaps it, again
 * and again. Obeys lines on stdin, {@code WAY PLACE PAGES MILLIS CALLS}, answers each with the same line, and writes an
 * event for each page. Of every other page not the start is executed, but a second function further on.
 *
 * <p>{@code hold WAY} maps a page and says where; lines with numbers, each answered with the same line, then say how often
 * to call it; {@code go} unmaps it. Ends with its input.
 */
public final class CodePages {
    /** How memory is made executable. */
    public enum Way {
        /** Mapped writable and executable. */
        RWX(0),
        /** Mapped writable, then made executable and no longer writable. */
        WX(1),
        /** Of a memfd, mapped twice: one mapping to write to, the other to execute. */
        MEMFD(2),
        /** Mapped executable in a huge range, of which the first page is used. */
        HUGE(3);

        /** In the library. */
        private final int number;

        Way(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }

    /** Where pages are mapped. */
    public enum Place {
        /** Where the kernel likes: mostly where the one before was. */
        ANY,
        /** Where none was before. */
        FRESH
    }

    /** A page from before it was mapped until after it was unmapped. */
    @Name("dev.xwatch.it.CodePage")
    @StackTrace(false)
    static final class CodePage extends Event {
        String way = "";
        String place = "";
        int millis;
        long address;
        /** How often the start of it was executed. */
        int executions;
    }

    private static final long FIRST = 0x6000_0000_0000L;
    private static final long APART = 0x100_0000L;
    private static final int SECOND_FUNCTION = 64;

    private static long next = FIRST;

    private CodePages() {}

    /** Maps a page with two functions that return {@code value}; {@code at} is 0 or a wish. Returns its address. */
    private static native long map(int way, long at, int value);

    /** Calls the function at an address. */
    private static native int call(long function);

    private static native void unmap(int way, long page);

    /** @param args the library */
    public static void main(String[] args) throws IOException, InterruptedException {
        System.load(args[0]);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        System.out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", 5);
            if (words[0].equals("hold")) {
                hold(Way.valueOf(words[1]), in);
                continue;
            }
            int pages = Integer.parseInt(words[2]);
            for (int i = 0; i < pages; i++) {
                run(
                        Way.valueOf(words[0]),
                        Place.valueOf(words[1]),
                        i,
                        Integer.parseInt(words[3]),
                        Integer.parseInt(words[4]));
            }
            System.out.println(line);
        }
    }

    /** The shortest life of a page: mapped, its function called once, unmapped. The library must have been loaded. */
    static void comeAndGo(Way way, int value) {
        long page = map(way.number, 0, value);
        int got = call(page);
        unmap(way.number, page);
        if (got != value) {
            throw new IllegalStateException("page " + value + " is wrong");
        }
    }

    private static void hold(Way way, BufferedReader in) throws IOException {
        long page = map(way.number, 0, 1);
        System.out.println("mapped 0x" + Long.toHexString(page));
        for (String line = in.readLine(); line != null && !line.equals("go"); line = in.readLine()) {
            for (int calls = Integer.parseInt(line); calls > 0; calls--) {
                call(page);
            }
            System.out.println(line);
        }
        unmap(way.number, page);
    }

    private static void run(Way way, Place place, int number, int millis, int calls) throws InterruptedException {
        CodePage event = new CodePage();
        event.begin();
        long page = map(way.number, place == Place.FRESH ? next += APART : 0, number);
        if (millis > 0) {
            Thread.sleep(millis);
        }
        boolean atStart = number % 2 == 0;
        for (int c = 0; c < calls; c++) {
            if (call(atStart ? page : page + SECOND_FUNCTION) != number) {
                throw new IllegalStateException("page " + number + " is wrong");
            }
        }
        unmap(way.number, page);
        event.way = way.name();
        event.place = place.name();
        event.millis = millis;
        event.address = page;
        event.executions = atStart ? calls : 0;
        event.commit();
    }
}
