package dev.xwatch.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xwatch.sys.MemoryAccessException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SymbolTest {
    private final FakeVm fake = new FakeVm().field("Symbol", "_length", 4).field("Symbol", "_body", 6);

    private String text(byte[] body, int at) throws HotSpotUnavailableException {
        fake.bytes().putShort(at + 4, (short) body.length).put(at + 6, body);
        return new Symbol(fake.load()).text(fake, FakeVm.BASE + at);
    }

    @Test
    void readsShortAndLongOnes() throws Exception {
        assertThat(text("java/lang/String".getBytes(StandardCharsets.US_ASCII), 0))
                .isEqualTo("java/lang/String");
        String longest = "x".repeat(4000);
        assertThat(text(longest.getBytes(StandardCharsets.US_ASCII), 0)).isEqualTo(longest);
        assertThat(text(new byte[0], 0)).isEmpty();
    }

    @Test
    void readsAShortOneAtTheEndOfAMapping() throws Exception {
        assertThat(text(new byte[] {'a', 'b'}, FakeVm.SIZE - 8)).isEqualTo("ab");
    }

    @Test
    void decodesModifiedUtf8() throws Exception {
        // U+0000 in two bytes, an umlaut, a surrogate pair of three bytes each
        byte[] body = {
            (byte) 0xc0,
            (byte) 0x80,
            (byte) 0xc3,
            (byte) 0xa4,
            (byte) 0xed,
            (byte) 0xa0,
            (byte) 0xbd,
            (byte) 0xed,
            (byte) 0xb8,
            (byte) 0x80
        };
        assertThat(text(body, 0)).isEqualTo("\0\u00e4\ud83d\ude00");
    }

    @Test
    void failsWhereNothingIsMapped() throws Exception {
        Symbol symbol = new Symbol(fake.load());
        assertThatThrownBy(() -> symbol.text(fake, 0x1000)).isInstanceOf(MemoryAccessException.class);
    }

    @Test
    void failsOnBytesThatAreNoUtf8() {
        assertThatThrownBy(() -> text(new byte[] {(byte) 0xff, 'a'}, 0)).isInstanceOf(MemoryAccessException.class);
    }
}
