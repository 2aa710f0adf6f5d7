package dev.xwatch.perf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.sys.SyscallException;
import java.lang.Runtime.Version;
import org.junit.jupiter.api.Test;

class PerfFeaturesTest {
    @Test
    void lostIsKnownSinceLinux6() throws SyscallException {
        Kernel.requireBreakpoints();
        String release = System.getProperty("os.version").split("[^0-9.]", 2)[0];

        boolean linux6 = Version.parse(release.replaceAll("(\\.0)*$", "")).feature() >= 6;

        assertThat(PerfFeatures.probe().formatLost()).isEqualTo(linux6);
    }
}
