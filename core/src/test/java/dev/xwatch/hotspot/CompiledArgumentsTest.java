package dev.xwatch.hotspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompiledArgumentsTest {
    private static final long SP = 0x7fff_0000_1000L;
    private static final long[] REGISTERS = {11, 12, 13, 14, 15, 16};

    /** A stack whose first word is the return address. */
    private static CapturedStack stack(long... words) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * (words.length + 1))
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0x7f00_0000_1234L);
        for (long word : words) {
            bytes.putLong(word);
        }
        return new CapturedStack(SP, bytes.array());
    }

    private static String arguments(String descriptor, boolean isStatic, long[] registers, CapturedStack stack) {
        return CompiledArguments.of(descriptor, isStatic, Map.of()).text(registers, SP, stack);
    }

    @Test
    void theReceiverTakesTheFirstRegister() {
        assertThat(arguments("(IJ)V", true, REGISTERS, stack())).isEqualTo("0=11, 1=12");
        assertThat(arguments("(IJ)V", false, REGISTERS, stack())).isEqualTo("0=12, 1=13");
    }

    @Test
    void whatIsLessThanAWordHasUndefinedUpperBits() {
        long upper = 0xdead_beef_0000_0000L;
        long[] registers = {upper | 0xffff_ffffL, upper | 0xff80L, upper | 0xffff_8000L, upper | 1, upper | 'x', 0};

        assertThat(arguments("(IBSZC)V", true, registers, stack())).isEqualTo("0=-1, 1=-128, 2=-32768, 3=true, 4='x'");
    }

    @Test
    void referencesAreNullOrNot() {
        assertThat(arguments("(Ljava/lang/String;[I)V", true, new long[] {0, 7, 0, 0, 0, 0}, stack()))
                .isEqualTo("0=null, 1=not null");
    }

    @Test
    void charactersThatSeparateAreEscaped() {
        long[] registers = {',', '\'', ' ', 0, 0xe9, 0xffff};

        assertThat(arguments("(CCCCCC)V", true, registers, stack()))
                .isEqualTo("0='\\u002c', 1='\\u0027', 2='\\u0020', 3='\\u0000', 4='\\u00e9', 5='\\uffff'");
    }

    @Test
    void whatFindsNoRegisterFollowsTheReturnAddress() {
        assertThat(arguments("(IIIIIIIJ)V", true, REGISTERS, stack(17, 18)))
                .isEqualTo("0=11, 1=12, 2=13, 3=14, 4=15, 5=16, 6=17, 7=18");
        assertThat(arguments("(IIIIIIIJ)V", true, REGISTERS, stack(17))).endsWith("6=17, 7=?");
        assertThat(arguments("(IIIIIIIJ)V", true, new long[0], stack(17, 18)))
                .isEqualTo("0=?, 1=?, 2=?, 3=?, 4=?, 5=?, 6=17, 7=18");
    }

    @Test
    void floatingPointInRegistersIsNotCaptured() {
        String floats = "(FDFDFDFDFDI)V";
        CapturedStack stack = stack(Float.floatToRawIntBits(1.5f), Double.doubleToRawLongBits(-2.25));

        assertThat(arguments(floats, true, REGISTERS, stack))
                .isEqualTo("0=?, 1=?, 2=?, 3=?, 4=?, 5=?, 6=?, 7=?, 8=1.5, 9=-2.25, 10=11");
    }

    @Test
    void namesAreThoseOfTheLocalVariables() {
        assertThat(CompiledArguments.of("(JID)V", false, Map.of(0, "this", 1, "amount", 3, "count"))
                        .text(REGISTERS, SP, stack()))
                .isEqualTo("amount=12, count=13, 2=?");
    }
}
