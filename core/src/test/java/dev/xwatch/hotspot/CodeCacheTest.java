package dev.xwatch.hotspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code cache as it is read, against what the JVM itself prints of it. */
class CodeCacheTest {
    private static final RunningJvm JVM = RunningJvm.INSTANCE;

    /** {@code CodeCache::print_codelist}: id, level, state, method, [blob, code begin - code end]. */
    private static final Pattern LINE = Pattern.compile(
            "(\\d+) (-?\\d+) (-?\\d+) (\\S+) \\[0x(\\p{XDigit}+), 0x(\\p{XDigit}+) - 0x(\\p{XDigit}+)\\]");

    private record Listed(
            int compileId, int tier, int state, String method, long address, long codeBegin, long codeEnd) {}

    private static List<Listed> codeList() throws Exception {
        List<Listed> list = new ArrayList<>();
        for (String line :
                RunningJvm.diagnosticCommand("compilerCodelist").lines().toList()) {
            Matcher matcher = LINE.matcher(line.trim());
            if (matcher.matches()) {
                list.add(new Listed(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3)),
                        matcher.group(4),
                        Long.parseUnsignedLong(matcher.group(5), 16),
                        Long.parseUnsignedLong(matcher.group(6), 16),
                        Long.parseUnsignedLong(matcher.group(7), 16)));
            }
        }
        return list;
    }

    @Test
    void agreesWithTheCompilersOwnList() throws Exception {
        List<Listed> list = codeList();
        Map<Listed, Optional<NMethod>> read = new HashMap<>();
        for (Listed listed : list) {
            read.put(listed, JVM.hotspot().nmethods().read(listed.address));
        }
        // What the list still has, unchanged, was there all the time; all else may have gone before it was read.
        Set<Listed> lasting = new HashSet<>(list);
        lasting.retainAll(codeList());

        assertThat(lasting).hasSizeGreaterThan(200);
        for (Listed listed : lasting) {
            NMethod nmethod = read.getOrDefault(listed, Optional.empty())
                    .orElseThrow(() -> new AssertionError(listed + " cannot be read"));
            assertThat(nmethod.compileId()).as("%s", listed).isEqualTo(listed.compileId);
            assertThat(nmethod.tier()).as("%s", listed).isEqualTo(listed.tier);
            assertThat(nmethod.codeBegin()).as("%s", listed).isEqualTo(listed.codeBegin);
            assertThat(nmethod.codeEnd()).as("%s", listed).isEqualTo(listed.codeEnd);
            Method method = JVM.hotspot().metadata().methodAt(nmethod.methodAddress());
            assertThat(MethodNames.className(method.holder().name()) + "." + method.name() + method.signature())
                    .isEqualTo(listed.method);
            if (listed.state != 0) {
                assertThat(nmethod.state()).as("%s", listed).isNotEqualTo(NMethodState.IN_USE);
            }
        }
    }

    @Test
    void findsAnNMethodFromEveryAddressInIt() throws Exception {
        CodeCache codeCache = JVM.hotspot().codeCache();
        int found = 0;
        for (Listed listed : codeList()) {
            for (long pc : new long[] {
                listed.address, listed.codeBegin, (listed.codeBegin + listed.codeEnd) / 2, listed.codeEnd - 1
            }) {
                Optional<NMethod> nmethod = codeCache.nmethodAt(pc);
                if (nmethod.isPresent() && nmethod.get().compileId() == listed.compileId) {
                    assertThat(nmethod.get().address()).isEqualTo(listed.address);
                    assertThat(codeCache.blobAt(pc)).get().matches(CodeBlob::isNMethod);
                    found++;
                }
            }
        }
        assertThat(found).isGreaterThan(4 * 200 * 9 / 10);
    }

    @Test
    void containsExactlyItsHeaps() {
        CodeCache codeCache = JVM.hotspot().codeCache();
        for (CodeHeap heap : codeCache.heaps()) {
            assertThat(codeCache.contains(heap.low())).isTrue();
            assertThat(codeCache.contains(heap.reservedEnd() - 1)).isTrue();
        }
        long lowest = codeCache.heaps().stream().mapToLong(CodeHeap::low).min().orElseThrow();
        long end = codeCache.heaps().stream()
                .mapToLong(CodeHeap::reservedEnd)
                .max()
                .orElseThrow();
        assertThat(codeCache.contains(lowest - 1)).isFalse();
        assertThat(codeCache.contains(end)).isFalse();
    }

    @Test
    void findsNothingWhereThereIsNoCode() {
        CodeCache codeCache = JVM.hotspot().codeCache();
        for (long nowhere : new long[] {0, -1, 0x1000, Long.MIN_VALUE}) {
            assertThat(codeCache.blobAt(nowhere)).isEmpty();
            assertThat(codeCache.nmethodAt(nowhere)).isEmpty();
            assertThat(JVM.hotspot().nmethods().read(nowhere)).isEmpty();
        }
        // The end of what is reserved is not committed as long as the code cache is not nearly full.
        CodeHeap large = codeCache.heaps().get(0);
        assertThat(codeCache.blobAt(large.reservedEnd() - 1)).isEmpty();
    }

    @Test
    void believesOnlyWhatIsAnNMethod() {
        Random random = new Random(1);
        List<CodeHeap> heaps = JVM.hotspot().codeCache().heaps();
        int nmethods = 0;
        for (int i = 0; i < 20_000; i++) {
            CodeHeap heap = heaps.get(random.nextInt(heaps.size()));
            long pc = random.nextLong(heap.low(), heap.reservedEnd());
            Optional<NMethod> read = JVM.hotspot().nmethods().read(pc & ~7);
            if (read.isPresent()) {
                assertThat(read.get().contains(read.get().verifiedEntry())).isTrue();
                nmethods++;
            }
            JVM.hotspot()
                    .codeCache()
                    .blobAt(pc)
                    .ifPresent(blob -> assertThat(pc).isBetween(blob.address(), blob.address() + blob.size()));
        }
        assertThat(nmethods).isLessThan(200);
    }

    @Test
    void theInterpreterIsABlobButNoNMethod() throws Exception {
        Method method = JVM.method(String.class, "hashCode", "()I");
        long entry =
                JVM.memory().u64(method.address() + JVM.hotspot().vmStructs().offset("Method::_i2i_entry"));

        assertThat(JVM.hotspot().codeCache().blobAt(entry)).get().returns("Interpreter", CodeBlob::name);
        assertThat(JVM.hotspot().codeCache().nmethodAt(entry)).isEmpty();
    }
}
