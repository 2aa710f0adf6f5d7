package dev.xwatch.hotspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.sys.Memory;
import org.junit.jupiter.api.Test;

class Unsigned5Test {
    private static int decode(int base, int... codes) {
        Memory memory = (address, into, offset, length) -> {
            for (int i = 0; i < length; i++) {
                long at = address + i;
                into[offset + i] = at < codes.length ? (byte) codes[(int) at] : 0;
            }
        };
        // A byte at a time: a number may go on where the next piece begins.
        return new Unsigned5(base).reader(memory, 0, 1).intValue();
    }

    @Test
    void withZeros() {
        assertThat(decode(0, 0)).isZero();
        assertThat(decode(0, 191)).isEqualTo(191);
        assertThat(decode(0, 192, 0)).isEqualTo(192);
        assertThat(decode(0, 193, 2)).isEqualTo(193 + (2 << 6));
    }

    @Test
    void withoutZeros() {
        assertThat(decode(1, 1)).isZero();
        assertThat(decode(1, 191)).isEqualTo(190);
        assertThat(decode(1, 192, 1)).isEqualTo(191);
        assertThat(decode(1, 193, 3)).isEqualTo(192 + (2 << 6));
    }
}
