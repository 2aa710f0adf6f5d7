package dev.xwatch.watch;

import dev.xwatch.perf.AccessMode;
import dev.xwatch.perf.Breakpoint;
import java.util.Locale;

/** A fixed address: bpftrace's {@code watchpoint:0xADDR:LEN:MODE}. */
public record AddressSpec(Breakpoint breakpoint) implements WatchSpec {
    @Override
    public String canonical() {
        return "watchpoint:0x" + Long.toHexString(breakpoint.address()) + ":" + breakpoint.length() + ":"
                + breakpoint.mode().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public WatchKind kind() {
        return breakpoint.mode() == AccessMode.X ? WatchKind.ADDRESS : WatchKind.DATA;
    }
}
