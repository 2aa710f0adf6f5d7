package dev.xwatch.diag;

import dev.xwatch.perf.Explanation;
import dev.xwatch.perf.Topic;
import dev.xwatch.procfs.CpuInfo;
import java.io.IOException;

/** What the CPU says of itself; whether its debug registers work is seen when a breakpoint is hit. */
final class CpuProbe implements Probe {
    @Override
    public Finding run() throws IOException {
        return judge(CpuInfo.read());
    }

    static Finding judge(CpuInfo cpu) {
        String detail = cpu.model() + (cpu.flags().contains("hypervisor") ? ", virtual machine" : "");
        if (!cpu.flags().contains("de")) {
            return new Finding.Degraded(
                    detail,
                    new Explanation(
                            "/proc/cpuinfo does not list the flag 'de' (debugging extensions)",
                            "if breakpoints below fail too, run where the hypervisor passes debug registers on",
                            Topic.NOT_HIT));
        }
        return new Finding.Ok(detail);
    }
}
