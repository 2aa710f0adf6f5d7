package dev.xwatch.diag;

import dev.xwatch.perf.MalformedRecordException;
import dev.xwatch.sys.TrapGuard;
import java.io.IOException;
import java.util.Optional;

/**
 * A probe whose hits must not end this process.
 *
 * @param hitting what hits breakpoints
 */
record GuardedProbe(Probe hitting) implements Probe {
    @Override
    public Finding run() throws IOException, MalformedRecordException {
        Optional<TrapGuard> guard = TrapGuard.install();
        try {
            return hitting.run();
        } finally {
            if (guard.isPresent()) {
                guard.get().close();
            }
        }
    }
}
