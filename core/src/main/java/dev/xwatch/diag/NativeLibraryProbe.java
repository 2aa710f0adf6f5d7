package dev.xwatch.diag;

import dev.xwatch.perf.Explanation;
import dev.xwatch.perf.Topic;
import dev.xwatch.sys.NativeLibrary;
import dev.xwatch.sys.NativeLibraryException;

/** A directory that jffi's native library can be unpacked into and loaded from. */
final class NativeLibraryProbe implements Probe {
    @Override
    public Finding run() throws NativeLibraryException {
        return judge(NativeLibrary.require());
    }

    static Finding judge(NativeLibrary.Loaded loaded) {
        String detail = "loaded from " + loaded.directory();
        if (loaded.refusals().isEmpty()) {
            return new Finding.Ok(detail);
        }
        return new Finding.Degraded(
                detail + " instead",
                new Explanation(
                        "this failed: " + String.join("; ", loaded.refusals()),
                        "nothing is needed; to have it loaded from elsewhere, -Djava.io.tmpdir=DIR",
                        Topic.NATIVE_LIBRARY));
    }
}
