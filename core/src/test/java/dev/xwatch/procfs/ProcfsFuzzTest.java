package dev.xwatch.procfs;

import dev.xwatch.fuzz.Bytes;
import dev.xwatch.fuzz.Fuzz;
import dev.xwatch.fuzz.Texts;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the kernel writes, and others that write in its name: containers, emulators, libraries' files. */
class ProcfsFuzzTest {
    private static final Texts LIMITS = Texts.like("""
            Limit                     Soft Limit           Hard Limit           Units
            Max locked memory         65536                8388608              bytes
            Max open files            1024                 1048576              files
            """, """
            Max open files            unlimited            unlimited            files
            Max locked memory         unlimited            unlimited            bytes
            """);

    @Test
    void maps() {
        Fuzz.of(
                        "MemoryMaps",
                        Texts.like("""
                                7f0000000000-7f0000001000 r-xp 00000000 08:01 131 /usr/lib/a b.so (deleted)
                                7f0000001000-7f0000003000 rw-p 00001000 00:00 0
                                """, "ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0   [vsyscall]\n", ""))
                .mayThrow(IllegalArgumentException.class)
                .run(text -> {
                    MemoryMaps maps = MemoryMaps.parse(text);
                    return maps.find(0x7f00_0000_0800L).isPresent() ? maps : maps.regions();
                });
    }

    @Test
    void status() {
        Fuzz.of("ProcessStatus", Texts.like("""
                                Name:	java
                                Tgid:	4711
                                NSpid:	4711	7
                                TracerPid:	0
                                Uid:	1000	1000	1000	1000
                                Gid:	5	5	5	5
                                SigCgt:	2000000181005ccf
                                CapEff:	0000004000200000
                                Seccomp:	2
                                """)).run(text -> {
            ProcessStatus status = ProcessStatus.parse(text);
            return List.of(
                    status.hasPerfmon(),
                    status.hasSysAdmin(),
                    status.seccomp(),
                    status.tracerPid(),
                    status.leader(),
                    status.innermostPid(),
                    status.user(),
                    status.group(),
                    status.catches(3));
        });
    }

    @Test
    void cpuinfo() {
        Fuzz.of("CpuInfo", Texts.like("""
                                processor	: 0
                                model name	: AMD EPYC
                                flags		: fpu de hypervisor

                                processor	: 1
                                model name	: AMD EPYC
                                flags		: fpu de hypervisor
                                """)).run(CpuInfo::parse);
    }

    @Test
    void cpus() {
        Fuzz.of("Cpus", Texts.like("0\n", "0-3\n", "0-1,4,62-63\n", "0-8191"))
                .mayThrow(IllegalArgumentException.class)
                .run(Cpus::parse);
    }

    @Test
    void release() {
        Fuzz.of("KernelRelease", Texts.like("6.1.0-13-amd64", "5.13.0", "6.8.0-1009-aws"))
                .run(KernelRelease::parse);
    }

    @Test
    void sysctl() {
        Fuzz.of("Sysctl", Texts.like("-1\n", "2\n", "516\n")).run(Sysctl::parse);
    }

    @Test
    void lockedMemory() {
        Fuzz.of("LockedMemory", LIMITS).mayThrow(IllegalArgumentException.class).run(LockedMemory::parse);
    }

    @Test
    void openFiles() {
        Fuzz.of("Descriptors", LIMITS).mayThrow(IllegalArgumentException.class).run(Descriptors::parseLimit);
    }

    @Test
    void startTicks() {
        Fuzz.of(
                        "Tasks stat",
                        Texts.like("4711 (a) R 1 (b) S 1 4711 4711 0 -1 4194368 10 0 0 0 7 3 0 0 20 0 31 0 123456 99 5"
                                + " 18446744073709551615"))
                .run(Tasks::parseStartTicks);
    }

    @Test
    void waitedNanos() {
        Fuzz.of("Tasks schedstat", Texts.like("8234123 1234 55\n", "0 0 0\n")).run(Tasks::parseWaitedNanos);
    }

    @Test
    void uptime() {
        Fuzz.of("Tasks uptime", Texts.like("350735.47 234388.90\n")).run(Tasks::parseUptimeTicks);
    }

    @Test
    void elf() {
        Fuzz.of("ElfFile", Bytes.like(SmallLibrary.bytes()))
                .mayThrow(IOException.class, EOFException.class)
                .mayAllocate(1 << 20)
                .run(bytes -> {
                    ElfFile file = ElfFile.read(Path.of("small.so"), new BytesChannel(bytes));
                    file.loadBias(0x7f00_0000_0000L, 0);
                    return file.symbols().stream().map(ElfSymbol::versionedName).toList();
                });
    }
}
