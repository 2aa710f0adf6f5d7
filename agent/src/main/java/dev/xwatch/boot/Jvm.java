package dev.xwatch.boot;

import dev.xwatch.hotspot.HotSpot;
import dev.xwatch.hotspot.HotSpotUnavailableException;
import dev.xwatch.hotspot.Libjvm;
import dev.xwatch.sys.JdkInternals;
import dev.xwatch.sys.ProcessMemory;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This JVM opened for reading. */
final class Jvm implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Jvm.class);

    private final ProcessMemory memory;
    private final Optional<HotSpot> hotspot;

    private Jvm(ProcessMemory memory, Optional<HotSpot> hotspot) {
        this.memory = memory;
        this.hotspot = hotspot;
    }

    /** @throws IOException if not even this process's memory can be read */
    static Jvm open(Instrumentation instrumentation) throws IOException {
        ProcessMemory memory = ProcessMemory.open();
        try {
            return new Jvm(
                    memory, Optional.of(HotSpot.open(Libjvm.loaded(), memory, JdkInternals.open(instrumentation))));
        } catch (HotSpotUnavailableException | ReflectiveOperationException e) {
            LOG.warn("methods cannot be watched: {}", e.getMessage());
            return new Jvm(memory, Optional.empty());
        } catch (IOException | RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    /** Empty if its structures are not those of a HotSpot that is known. */
    Optional<HotSpot> hotspot() {
        return hotspot;
    }

    @Override
    public void close() {
        memory.close();
    }
}
