package dev.xwatch.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BreakpointTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void executionIsEightBytesToTheKernelWhateverWasAskedFor(int length) {
        assertThat(new Breakpoint(0x7f0000000001L, length, AccessMode.X).kernelLength())
                .isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void dataHasItsLength(int length) {
        assertThat(new Breakpoint(0x1000, length, AccessMode.W).kernelLength()).isEqualTo(length);
        assertThat(new Breakpoint(0x1000, length, AccessMode.RW).kernelLength()).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3, 5, 16})
    void refusesOtherLengths(int length) {
        assertThatThrownBy(() -> new Breakpoint(0x1000, length, AccessMode.X))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("length " + length + ": a breakpoint covers 1, 2, 4 or 8 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "0x1001, 2, 0x1000, 0x1002",
        "0x1002, 4, 0x1000, 0x1004",
        "0x1007, 8, 0x1000, 0x1008",
        "0x100c, 8, 0x1008, 0x1010"
    })
    void refusesUnalignedDataAndNamesItsNeighbours(String address, int length, String below, String above) {
        for (AccessMode mode : new AccessMode[] {AccessMode.W, AccessMode.RW}) {
            assertThatThrownBy(() -> new Breakpoint(Long.decode(address), length, mode))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll(address + " is not aligned to " + length, below, above);
        }
    }

    @Test
    void acceptsDataOfOneByteAnywhere() {
        assertThat(new Breakpoint(0x1001, 1, AccessMode.RW).kernelLength()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void refusesKernelAddresses(AccessMode mode) {
        assertThatThrownBy(() -> new Breakpoint(0xffffffff81000000L, 8, mode))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("0xffffffff81000000 is a kernel address", "below 0x7ffffffff000");
    }

    @ParameterizedTest
    @ValueSource(longs = {0x7ffffffff000L, 0x800000000000L, Long.MAX_VALUE - 7})
    void refusesAddressesThatNobodyHas(long address) {
        assertThatThrownBy(() -> new Breakpoint(address, 8, AccessMode.W))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0x" + Long.toHexString(address) + " is not in user space");
    }

    @Test
    void acceptsTheLastBytesOfUserSpace() {
        assertThat(new Breakpoint(0x7fffffffeff8L, 8, AccessMode.W)).hasToString("0x7fffffffeff8:8:w");
        assertThat(new Breakpoint(0x7fffffffefffL, 8, AccessMode.X)).hasToString("0x7fffffffefff:8:x");
    }

    @Test
    void modesAreThoseOfTheHeader() {
        // linux/hw_breakpoint.h: HW_BREAKPOINT_R 1, _W 2, _RW (R | W), _X 4
        assertThat(AccessMode.X.bpType()).isEqualTo(4);
        assertThat(AccessMode.W.bpType()).isEqualTo(2);
        assertThat(AccessMode.RW.bpType()).isEqualTo(3);
    }
}
