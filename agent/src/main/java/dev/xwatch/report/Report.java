package dev.xwatch.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Turns a recording into a page. */
public final class Report {
    private static final int MOST_TRIES = 3;
    private static final long PAUSE_MILLIS = 200;

    private Report() {}

    /**
     * @param version of xwatch, for the page's foot
     * @return what the page shows, in words
     * @throws IOException if the recording cannot be read, has no event of xwatch's, or the page cannot be written; its
     *     message says which, and what would help
     */
    public static String write(Path recording, Path page, String version) throws IOException {
        Aggregate aggregate = read(recording);
        if (aggregate.isEmpty()) {
            throw new IOException(recording + ": it has no dev.xwatch events; record while xwatch is loaded");
        }
        if (Files.exists(page) && Files.isSameFile(recording, page)) {
            throw new IOException(page + ": it is the recording itself; name another file");
        }
        String data = PageData.json(aggregate, String.valueOf(recording.getFileName()), version);
        try (Writer out = Files.newBufferedWriter(page, StandardCharsets.UTF_8)) {
            Page.write(data, out);
        } catch (IOException e) {
            throw new IOException(page + ": it cannot be written: " + e, e);
        }
        return String.format(
                Locale.ROOT,
                "%,d hits of %d watches",
                aggregate.hits(),
                aggregate.watches().size());
    }

    private static Aggregate read(Path recording) throws IOException {
        if (!Files.isRegularFile(recording)) {
            throw new IOException(recording + ": there is no such file");
        }
        for (int tries = 1; ; tries++) {
            try {
                return Aggregate.read(recording);
            } catch (IOException e) {
                if (tries == MOST_TRIES || !mayGoOn()) {
                    throw new IOException(
                            recording + ": it is no complete recording (" + e.getMessage()
                                    + "); 'enrich' saves what a killed JVM left",
                            e);
                }
            }
        }
    }

    /** The file of a recording that runs has an end without a header for a moment, each time something is added. */
    private static boolean mayGoOn() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
