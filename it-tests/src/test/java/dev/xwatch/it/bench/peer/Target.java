package dev.xwatch.it.bench.peer;

import dev.xwatch.it.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A static method that is observed.
 *
 * @param type its class, by its full name
 * @param directory for files of whoever observes it, new and empty
 */
public record Target(ChildJvm jvm, String type, String method, Path directory) {
    /** As xwatch and the JDK name it. */
    public String spec() {
        return type + "::" + method;
    }

    /**
     * The entry of its version in use, found by xwatch, which is gone again then.
     *
     * @return hexadecimal, as {@code 0x7f0012345000}
     */
    public String address() throws IOException {
        long address = jvm.attach("watch:" + spec()).only().address();
        jvm.attach("stop");
        if (address == 0) {
            throw new IOException(spec() + " is not compiled");
        }
        return "0x" + Long.toHexString(address);
    }
}
