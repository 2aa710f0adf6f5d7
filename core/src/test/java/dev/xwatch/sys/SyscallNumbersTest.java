package dev.xwatch.sys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.SystemHeaders;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyscallNumbersTest {
    private static final int MAX_ERRNO = 4095;

    @Test
    void numbersOfCallsAreThoseOfTheHeader() throws Exception {
        Map<String, Long> ours = new TreeMap<>(Map.ofEntries(
                Map.entry("SYS_read", Syscalls.READ),
                Map.entry("SYS_write", Syscalls.WRITE),
                Map.entry("SYS_open", Syscalls.OPEN),
                Map.entry("SYS_close", Syscalls.CLOSE),
                Map.entry("SYS_ppoll", Syscalls.PPOLL),
                Map.entry("SYS_mprotect", Syscalls.MPROTECT),
                Map.entry("SYS_munmap", Syscalls.MUNMAP),
                Map.entry("SYS_ioctl", Syscalls.IOCTL),
                Map.entry("SYS_pread64", Syscalls.PREAD64),
                Map.entry("SYS_setpriority", Syscalls.SETPRIORITY),
                Map.entry("SYS_gettid", Syscalls.GETTID),
                Map.entry("SYS_eventfd2", Syscalls.EVENTFD2),
                Map.entry("SYS_perf_event_open", Syscalls.PERF_EVENT_OPEN)));

        assertThat(SystemHeaders.valuesOf(List.of("sys/syscall.h"), "", List.copyOf(ours.keySet())))
                .isEqualTo(ours);
    }

    @Test
    void namesOfErrorsAreThoseOfTheHeader() throws Exception {
        Map<String, Long> ours = IntStream.rangeClosed(1, MAX_ERRNO)
                .filter(errno -> !Errno.name(errno).startsWith("errno "))
                .boxed()
                .collect(Collectors.toMap(Errno::name, Integer::longValue));

        assertThat(ours).hasSizeGreaterThan(10);
        assertThat(SystemHeaders.valuesOf(List.of("errno.h"), "", List.copyOf(ours.keySet())))
                .isEqualTo(ours);
    }
}
