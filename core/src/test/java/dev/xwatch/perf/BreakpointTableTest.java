package dev.xwatch.perf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.sys.CodePage;
import dev.xwatch.sys.Errno;
import dev.xwatch.sys.Mapping;
import dev.xwatch.sys.SyscallException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mode, length, alignment and kind of address: what is allowed here opens, what is refused here the kernel refuses too. */
class BreakpointTableTest {
    /** Not 16 and more, which some CPUs of AMD's watch by masks (BPEXT). */
    private static final int[] LENGTHS = {0, 1, 2, 3, 4, 5, 7, 8};

    private static final int[] OFFSETS = {0, 1, 2, 3, 4, 6, 8};
    private static final PerfFeatures FEATURES = new PerfFeatures(false);

    private CodePage code;
    private Mapping data;

    @BeforeEach
    void map() throws SyscallException {
        Kernel.requireBreakpoints();
        code = CodePage.map();
        data = Mapping.anonymous(4096);
    }

    @AfterEach
    @SuppressWarnings("NullAway") // null where the test was skipped
    void unmap() {
        if (data != null) {
            data.close();
            code.close();
        }
    }

    private Map<String, Long> addresses() {
        Map<String, Long> addresses = new LinkedHashMap<>();
        addresses.put("code", code.address(0));
        addresses.put("data", data.address());
        addresses.put("not mapped", 0x1000L);
        addresses.put("the last of user space", 0x7fff_ffff_eff0L);
        addresses.put("a kernel's", 0xffff_ffff_8100_0000L);
        return addresses;
    }

    @Test
    void opensExactlyWhatIsAllowed() throws SyscallException {
        int opened = 0;
        int refused = 0;
        for (Map.Entry<String, Long> kind : addresses().entrySet()) {
            for (AccessMode mode : AccessMode.values()) {
                for (int length : LENGTHS) {
                    for (int offset : OFFSETS) {
                        long address = kind.getValue() + offset;
                        String row = kind.getKey() + ", offset " + offset + ", length " + length + ", " + mode;
                        Optional<String> refusal = refusal(address, length, mode);
                        if (refusal.isEmpty()) {
                            PerfEvent.breakpoint(new Breakpoint(address, length, mode), false, FEATURES, 0, -1)
                                    .close();
                            opened++;
                        } else {
                            requireNamed(row, refusal.get(), address, length);
                            // Whatever is asked for, x is opened with the length that the kernel knows.
                            boolean lengthIsKnown = length == 1 || length == 2 || length == 4 || length == 8;
                            long asked = mode == AccessMode.X && lengthIsKnown ? Long.BYTES : length;
                            assertThat(kernelAnswers(address, asked, mode.bpType()))
                                    .as(row)
                                    .isEqualTo(Errno.EINVAL);
                            refused++;
                        }
                    }
                }
            }
        }
        // Four kinds of addresses; x with any of 4 lengths at 7 offsets; data: 7 + 5 + 3 + 2 aligned ones, in two
        // modes.
        assertThat(opened).isEqualTo(4 * (4 * 7 + 2 * (7 + 5 + 3 + 2)));
        assertThat(opened + refused).isEqualTo(5 * 3 * LENGTHS.length * OFFSETS.length);
    }

    private static Optional<String> refusal(long address, int length, AccessMode mode) {
        try {
            return Optional.of(new Breakpoint(address, length, mode)).flatMap(allowed -> Optional.empty());
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The value that is wrong, and what would work. */
    private static void requireNamed(String row, String refusal, long address, int length) {
        boolean lengthIsKnown = length == 1 || length == 2 || length == 4 || length == 8;
        if (!lengthIsKnown) {
            assertThat(refusal).as(row).contains("length " + length, "1, 2, 4 or 8");
        } else if (address < 0) {
            assertThat(refusal).as(row).contains("0x" + Long.toHexString(address), "below 0x7ffffffff000");
        } else {
            long below = address - address % length;
            assertThat(refusal)
                    .as(row)
                    .contains("0x" + Long.toHexString(address), "not aligned to " + length)
                    .contains("0x" + Long.toHexString(below), "0x" + Long.toHexString(below + length));
        }
    }

    /** Modes that x86 does not have, and lengths of execution that the kernel does not take, which xwatch never asks for. */
    @Test
    void theKernelHasNoOtherModes() throws SyscallException {
        int r = 1;
        int x = AccessMode.X.bpType();
        int w = AccessMode.W.bpType();
        for (int bpType : new int[] {r, x | r, x | w, x | w | r}) {
            assertThat(kernelAnswers(data.address(), 8, bpType))
                    .as("bp_type %d", bpType)
                    .isEqualTo(Errno.EINVAL);
        }
        for (int length : new int[] {1, 2, 4}) {
            assertThat(kernelAnswers(code.address(0), length, x))
                    .as("x, length %d", length)
                    .isEqualTo(Errno.EINVAL);
        }
    }

    /** @return the errno, 0 if it opens */
    private static int kernelAnswers(long address, long length, int bpType) {
        PerfEventAttr any = PerfEventAttr.slot(new Breakpoint(0x1000, 8, AccessMode.X));
        PerfEventAttr asked = new PerfEventAttr(
                any.type(),
                any.config(),
                any.samplePeriod(),
                any.sampleType(),
                any.readFormat(),
                any.flags(),
                any.wakeup(),
                bpType,
                address,
                length,
                any.sampleRegsUser(),
                any.sampleStackUser());
        try {
            PerfEvent.open(asked, 0, -1).close();
            return 0;
        } catch (SyscallException e) {
            return e.errno();
        }
    }
}
