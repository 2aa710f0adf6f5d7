package dev.xwatch.diag;

import dev.xwatch.perf.MalformedRecordException;
import java.io.IOException;

/** Tries one thing that watching needs. */
interface Probe {
    /** @throws IOException if it does not work, for a reason that the exception tells */
    Finding run() throws IOException, MalformedRecordException;
}
