package dev.xwatch.procfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xwatch.sys.Library;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of the libraries of this process, against what the dynamic linker says of them. */
class ElfFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    private static MemoryRegion code(String file) throws IOException {
        return MemoryMaps.self().regions().stream()
                .filter(region -> region.isExecutable() && region.path().endsWith("/" + file))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"libjvm.so", "libc.so.6"})
    void functionsAreWhereTheDynamicLinkerSaysThatTheyAre(String library) throws IOException {
        MemoryRegion code = code(library);
        ElfFile file = ElfFile.read(Path.of(code.path()));
        long bias = file.loadBias(code.start(), code.offset()).orElseThrow();
        Library linked = Library.loaded(code.path());

        List<ElfSymbol> exported = file.symbols().stream()
                .filter(s -> s.type() == ElfSymbol.Type.FUNCTION && s.isDefault())
                .toList();
        assertThat(exported).hasSizeGreaterThan(100);
        for (ElfSymbol symbol : exported) {
            assertThat(linked.symbol(symbol.name())).as("%s", symbol).isEqualTo(bias + symbol.value());
        }
    }

    @Test
    void versionsOfOneNameAreToldApart() throws IOException {
        List<String> copies = ElfFile.read(Path.of(code("libc.so.6").path())).symbols().stream()
                .filter(symbol -> symbol.name().equals("memcpy"))
                .map(symbol -> symbol.versionedName() + " " + symbol.type())
                .toList();

        assertThat(copies).containsExactlyInAnyOrder("memcpy@@GLIBC_2.14 IFUNC", "memcpy@GLIBC_2.2.5 FUNCTION");
    }

    @Test
    void whatIsOnlyUsedIsNotDefined() throws IOException {
        assertThat(ElfFile.read(Path.of(code("libjvm.so").path())).symbols().stream()
                        .filter(symbol -> symbol.name().equals("malloc")))
                .isNotEmpty()
                .noneMatch(ElfSymbol::isDefined);
    }

    @Test
    void whatIsNoElfFileOrCutOffIsAnErrorThatNamesIt() throws IOException {
        byte[] whole = Files.readAllBytes(Path.of(code("libc.so.6").path()));
        Path text = Files.writeString(directory.resolve("text"), "hello".repeat(20));
        assertThatThrownBy(() -> ElfFile.read(text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("text");
        for (int length : new int[] {0, 63, 64, 1000, whole.length / 2, whole.length - 1}) {
            Path cut = Files.write(directory.resolve("cut" + length), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> ElfFile.read(cut))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cut" + length);
        }
    }

    @Test
    void aDamagedFileIsAnErrorOrReadAsItIs() throws IOException {
        byte[] whole = Files.readAllBytes(Path.of(code("libc.so.6").path()));
        for (int at = 0; at < 64; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) 0xa5;
            Path file = Files.write(directory.resolve("damaged"), damaged);
            try {
                ElfFile.read(file);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("damaged");
            }
        }
    }

    @Test
    void whatAFileClaimsToHoldTakesNoMoreThanTheFile() throws IOException {
        assertThat(symbols(SmallLibrary.bytes()))
                .containsExactly(
                        "malloc@@V_1.2",
                        "malloc@V_1.2",
                        "_ZN2os6mallocEm",
                        "old@V_1.1",
                        "new@@V_1.2",
                        "_ZN2os6mallocEm");

        // Many version definitions where there is room for one.
        byte[] definitions = SmallLibrary.bytes();
        buffer(definitions).putInt(SmallLibrary.header(SmallLibrary.DEFINITIONS) + 44, Integer.MAX_VALUE);
        assertThat(symbols(definitions)).hasSize(6);

        // A hundred symbols that all have the same long name.
        int size = SmallLibrary.bytes().length;
        byte[] names = Arrays.copyOf(SmallLibrary.bytes(), size + 24 * 100 + 5_000);
        Arrays.fill(names, size + 24 * 100, names.length - 1, (byte) 'x');
        buffer(names)
                .putLong(SmallLibrary.header(SmallLibrary.SYMBOLS) + 24, size)
                .putLong(SmallLibrary.header(SmallLibrary.SYMBOLS) + 32, 24 * 100)
                .putLong(SmallLibrary.header(SmallLibrary.NAMES) + 24, size + 24 * 100)
                .putLong(SmallLibrary.header(SmallLibrary.NAMES) + 32, 5_000);
        assertThatThrownBy(() -> symbols(names))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("its names are longer than it is");
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static List<String> symbols(byte[] file) throws IOException {
        return ElfFile.read(Path.of("small.so"), new BytesChannel(file)).symbols().stream()
                .map(ElfSymbol::versionedName)
                .toList();
    }
}
