package dev.xwatch.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xwatch.sys.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VmStructsTest {
    private static final RunningJvm JVM = RunningJvm.INSTANCE;

    @Test
    void readsWhatTheTablesSay() throws Exception {
        VmStructs vm = new FakeVm()
                .field("Klass", "_name", 24)
                .field("Klass", "_super", 120)
                .staticField("CodeCache", "_heaps", 0x1234_5678_9abcL)
                .type("Klass", 208)
                .intConstant("InvocationEntryBci", -1)
                .longConstant("big", 1L << 40)
                .load();

        assertThat(vm.offset("Klass::_name")).isEqualTo(24);
        assertThat(vm.offset("Klass::_gone", "Klass::_super")).isEqualTo(120);
        assertThat(vm.findOffset("CodeCache::_heaps")).isEmpty();
        assertThat(vm.staticAddress("CodeCache::_heaps")).isEqualTo(0x1234_5678_9abcL);
        assertThat(vm.size("Klass")).isEqualTo(208);
        assertThat(vm.constant("InvocationEntryBci")).isEqualTo(-1);
        assertThat(vm.constant("big")).isEqualTo(1L << 40);
    }

    @Test
    void namesWhatIsMissing() throws Exception {
        VmStructs vm = new FakeVm().field("Klass", "_name", 24).load();

        assertThatThrownBy(() -> vm.offset("nmethod::_a", "nmethod::_b"))
                .isInstanceOf(HotSpotUnavailableException.class)
                .hasMessageContaining("field nmethod::_a or nmethod::_b");
        assertThatThrownBy(() -> vm.staticAddress("Klass::_name"))
                .isInstanceOf(HotSpotUnavailableException.class)
                .hasMessageContaining("static field Klass::_name");
        assertThatThrownBy(() -> vm.size("Klass"))
                .isInstanceOf(HotSpotUnavailableException.class)
                .hasMessageContaining("type Klass");
        assertThatThrownBy(() -> vm.constant("x"))
                .isInstanceOf(HotSpotUnavailableException.class)
                .hasMessageContaining("constant x");
    }

    @Test
    void whatNoTypeCanHaveIsMissing() throws Exception {
        VmStructs vm = new FakeVm()
                .field("Klass", "_far", 1 << 16)
                .field("Klass", "_before", -8)
                .type("Klass", 0)
                .load();

        assertThat(vm.findOffset("Klass::_far", "Klass::_before")).isEmpty();
        assertThatThrownBy(() -> vm.size("Klass"))
                .isInstanceOf(HotSpotUnavailableException.class)
                .hasMessageContaining("a Klass has 0 bytes");
    }

    @Test
    void namesTheSymbolThatIsNotExported() {
        FakeVm fake = new FakeVm();
        fake.remove("gHotSpotVMTypeEntrySizeOffset");

        assertThatThrownBy(fake::load)
                .isInstanceOf(HotSpotUnavailableException.class)
                .hasMessageContaining("gHotSpotVMTypeEntrySizeOffset");
    }

    @Test
    void refusesATableThatPointsNowhere() {
        FakeVm fake = new FakeVm();
        fake.variable("gHotSpotVMTypes", 0x10);

        assertThatThrownBy(fake::load)
                .isInstanceOf(HotSpotUnavailableException.class)
                .hasMessageContaining("0x0");
    }

    @Test
    void refusesATableWithoutAnEnd() {
        FakeVm fake = new FakeVm();
        long far = FakeVm.BASE << 1;
        fake.variable("gHotSpotVMLongConstants", far);
        // From there on every word points to an empty string.
        Memory endless = (address, into, offset, length) -> {
            if (address < far) {
                fake.read(address, into, offset, length);
                return;
            }
            ByteBuffer words = ByteBuffer.wrap(into, offset, length).order(ByteOrder.LITTLE_ENDIAN);
            while (words.hasRemaining()) {
                words.putLong(FakeVm.BASE);
            }
        };

        assertThatThrownBy(() -> VmStructs.load(fake::symbol, endless))
                .isInstanceOf(HotSpotUnavailableException.class)
                .hasMessageContaining("gHotSpotVMLongConstants has no end");
    }

    @Test
    void failsByItsOwnExceptionAloneOnDamagedTables() {
        int refused = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Memory damaged = (address, into, offset, length) -> {
                JVM.memory().read(address, into, offset, length);
                for (int flips = random.nextInt(1 + length / 200); flips >= 0; flips--) {
                    into[offset + random.nextInt(length)] = (byte) random.nextInt();
                }
            };
            try {
                VmStructs.load(JVM.libjvm(), damaged);
            } catch (HotSpotUnavailableException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void readsTheRunningJvmInABoundedNumberOfReads() throws Exception {
        int[] reads = new int[1];
        Memory counting = (address, into, offset, length) -> {
            reads[0]++;
            JVM.memory().read(address, into, offset, length);
        };

        VmStructs vm = VmStructs.load(JVM.libjvm(), counting);

        assertThat(vm.size("Method")).isGreaterThan(vm.offset("Method::_code"));
        assertThat(vm.constant("InvocationEntryBci")).isEqualTo(-1);
        assertThat(reads[0]).isBetween(10, 300);
    }
}
