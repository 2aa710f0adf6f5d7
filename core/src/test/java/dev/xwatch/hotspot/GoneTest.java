package dev.xwatch.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xwatch.sys.JdkInternals;
import dev.xwatch.sys.Memory;
import dev.xwatch.sys.MemoryAccessException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory that is somebody else's by the time it is read is told from what was there. */
class GoneTest {
    private static final RunningJvm JVM = RunningJvm.INSTANCE;
    private static final VmStructs VM = JVM.hotspot().vmStructs();

    private final Method method = JVM.method(String.class, "hashCode", "()I");

    /** This JVM's memory, but for an int. */
    private static Memory with(long changed, int value) {
        return (address, into, offset, length) -> {
            JVM.memory().read(address, into, offset, length);
            if (address <= changed && changed + Integer.BYTES <= address + length) {
                ByteBuffer.wrap(into).order(ByteOrder.LITTLE_ENDIAN).putInt(offset + (int) (changed - address), value);
            }
        };
    }

    private static long constMethod(Method method) throws HotSpotUnavailableException {
        return JVM.memory().u64(method.address() + VM.offset("Method::_constMethod"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, 0, 1, Integer.MAX_VALUE, 1 << 20})
    void aMethodThatClaimsAnImpossibleSize(int words) throws HotSpotUnavailableException {
        Memory memory = with(constMethod(method) + VM.offset("ConstMethod::_constMethod_size"), words);
        MethodTables tables = new MethodTables(VM, memory);

        assertThatThrownBy(() -> tables.source(method)).isInstanceOf(MemoryAccessException.class);
    }

    @Test
    void aMethodWhoseSignatureIsNone() throws Exception {
        long signature = constMethod(method) + VM.offset("ConstMethod::_signature_index");
        int name = JVM.memory().u16(constMethod(method) + VM.offset("ConstMethod::_name_index"));
        Metadata metadata = new Metadata(VM, with(signature, name), JdkInternals.open(JVM.instrumentation()));
        Method gone = metadata.methodAt(method.address());

        assertThat(gone.signature()).isEqualTo("hashCode");
        assertThatThrownBy(gone::displayName)
                .isInstanceOf(MemoryAccessException.class)
                .hasMessageContaining("no method descriptor: hashCode");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3, 11, 63, 64})
    void aCodeHeapOfImpossibleSegments(int log2) {
        FakeCodeCache fake = new FakeCodeCache();
        fake.log2SegmentSize(log2);

        assertThatThrownBy(() -> CodeHeap.all(fake.vm().load(), fake.vm()))
                .isInstanceOf(HotSpotUnavailableException.class)
                .hasMessageContaining("of segments of 2^" + log2);
    }

    @Test
    void dependenciesWithoutAnEnd() throws HotSpotUnavailableException {
        FakeCodeCache fake = new FakeCodeCache();
        VmStructs vm = fake.vm().load();
        NMethod nmethod = new NMethods(vm, fake.vm(), CodeHeap.all(vm, fake.vm()), new CodeBlobs(vm, fake.vm()))
                .read(fake.compiled())
                .orElseThrow();
        long dependencies =
                nmethod.address() + fake.vm().i32(nmethod.address() + vm.offset("nmethod::_dependencies_offset"));
        // From there on each is the first of the methods inlined.
        Memory endless = (address, into, offset, length) -> {
            if (address < dependencies) {
                fake.vm().read(address, into, offset, length);
            } else {
                Arrays.fill(into, offset, offset + length, (byte) 1);
            }
        };

        assertThat(new InlinedMethods(vm, endless).of(nmethod)).hasSizeLessThan(3);
    }

    @Test
    void aStackPointerNearTheEndsOfAllAddresses() {
        byte[] bytes = new byte[64];

        assertThat(new CapturedStack(Long.MIN_VALUE, bytes).holds(Long.MAX_VALUE))
                .isFalse();
        assertThat(new CapturedStack(Long.MAX_VALUE - 7, bytes).holds(Long.MIN_VALUE))
                .isTrue();
        assertThat(new CapturedStack(0x1000, bytes).holds(0x1000 + 56)).isTrue();
        assertThat(new CapturedStack(0x1000, bytes).holds(0x1000 + 57)).isFalse();
        assertThat(new CapturedStack(0x1000, bytes).holds(0xfff)).isFalse();
    }
}
