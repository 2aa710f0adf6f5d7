package dev.xwatch.sys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryTest {
    /** All zeros, everywhere. */
    private static final Memory ZEROS = (address, into, offset, length) -> {};

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Memory.MOST_BYTES + 1, Integer.MAX_VALUE})
    void aLengthThatCannotBeIsRefused(int length) {
        assertThatThrownBy(() -> ZEROS.bytes(0x1000, length)).isInstanceOf(MemoryAccessException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -8, 9, 16, Integer.MAX_VALUE})
    void aNumberBeyondWhatWasReadIsRefused(int offset) {
        byte[] read = new byte[16];

        assertThatThrownBy(() -> LittleEndian.i64(read, offset)).isInstanceOf(MemoryAccessException.class);
        assertThatThrownBy(() -> LittleEndian.i32(read, offset == 9 ? 13 : offset))
                .isInstanceOf(MemoryAccessException.class);
        assertThatThrownBy(() -> LittleEndian.u16(read, offset == 9 ? 15 : offset))
                .isInstanceOf(MemoryAccessException.class);
        assertThatThrownBy(() -> LittleEndian.i8(read, offset == 9 ? 16 : offset))
                .isInstanceOf(MemoryAccessException.class);
    }

    @Test
    void aNumberAtTheVeryEndIsRead() {
        byte[] read = {0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, (byte) 0x88};

        assertThat(LittleEndian.i64(read, 8)).isEqualTo(0x8807060504030201L);
        assertThat(LittleEndian.i32(read, 12)).isEqualTo(0x88070605);
        assertThat(LittleEndian.u16(read, 14)).isEqualTo(0x8807);
        assertThat(LittleEndian.i8(read, 15)).isEqualTo((byte) 0x88);
    }
}
