package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.perf.PerfRecord;
import dev.xwatch.procfs.MemoryMaps;
import dev.xwatch.procfs.MemoryRegion;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegionsTest {
    private static final long CODE_CACHE = 0x900000;

    private final Regions regions = new Regions(address -> address == CODE_CACHE);
    private long time = 1_000_000;

    private List<String> noticed(long start, long end, String permissions) {
        time += 100_000;
        return text(regions.noticed(new PerfRecord.Mmap2(2, start, end - start, permissions, Region.ANONYMOUS, time)));
    }

    private List<String> seen(MemoryRegion... mappings) {
        time += 100_000;
        return text(regions.seen(new MemoryMaps(Arrays.asList(mappings)), time, RegionChange.Kind.Mapped));
    }

    private static MemoryRegion mapping(long start, long end, String permissions) {
        return new MemoryRegion(start, end, permissions, 0, "");
    }

    private static List<String> text(List<RegionChange> changes) {
        return changes.stream()
                .map(change ->
                        change.kind() + " " + Long.toHexString(change.region().start()) + " "
                                + Long.toHexString(change.region().size()))
                .toList();
    }

    private Region at(long start) {
        return regions.live().stream()
                .filter(region -> region.start() == start)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatTheKernelJoinsIsNewInPart() {
        assertThat(noticed(0x3000, 0x4000, "rwxp")).containsExactly("Mapped 3000 1000");
        Region first = at(0x3000);
        assertThat(noticed(0x2000, 0x4000, "rwxp")).containsExactly("Mapped 2000 1000");
        assertThat(noticed(0x2000, 0x6000, "rwxp")).containsExactly("Mapped 4000 2000");

        assertThat(first.isGone()).isFalse();
        assertThat(regions.live()).hasSize(3);
    }

    @Test
    void whatIsMappedAtAnOldPlaceIsAnother() {
        noticed(0x3000, 0x4000, "rwxp");
        Region first = at(0x3000);
        long middle = time + 50_000;
        assertThat(noticed(0x3000, 0x4000, "rwxp")).containsExactly("Unmapped 3000 1000", "Mapped 3000 1000");

        assertThat(first.isGone()).isTrue();
        assertThat(first.latest()).isSameAs(at(0x3000));
        assertThat(first.held(0x3010, middle)).isTrue();
        assertThat(first.held(0x3010, time + 1)).as("in its successor").isTrue();
        assertThat(first.held(0x3010, middle - 200_000)).as("before it").isFalse();
    }

    @Test
    void aBreakpointInItsPlaceIsKnownHoweverOftenThatIsTaken() {
        noticed(0x3000, 0x4000, "rwxp");
        Region first = at(0x3000);
        noticed(0x3000, 0x4000, "rwxp");
        Region second = at(0x3000);
        noticed(0x3000, 0x4000, "rwxp");
        Region third = at(0x3000);

        assertThat(first.becomes(first)).isTrue();
        assertThat(first.becomes(second)).as("though it is gone by now").isTrue();
        assertThat(first.becomes(third)).isTrue();
        assertThat(third.becomes(first)).isFalse();
    }

    @Test
    void otherProtectionIsSaid() {
        noticed(0x3000, 0x8000, "rwxp");
        assertThat(noticed(0x3000, 0x8000, "r-xp")).containsExactly("Protected 3000 5000");
        assertThat(noticed(0x4000, 0x5000, "rwxp")).containsExactly("Protected 4000 1000");
        assertThat(regions.live().stream().map(Region::start)).containsExactly(0x3000L, 0x4000L, 0x5000L);
    }

    @Test
    void aLookFindsWhatNobodyTells() {
        noticed(0x3000, 0x4000, "rwxp");
        noticed(0x5000, 0x7000, "r-xp");
        Region gone = at(0x3000);
        assertThat(seen(
                        mapping(0x5000, 0x7000, "r-xp"),
                        mapping(0x8000, 0x9000, "rwxp"),
                        mapping(0xa000, 0xb000, "rw-p")))
                .containsExactly("Unmapped 3000 1000", "Mapped 8000 1000");
        assertThat(gone.held(0x3000, time + 1)).isFalse();
        assertThat(seen(mapping(0x5000, 0x6000, "rwxp"))).containsExactly("Protected 5000 1000", "Unmapped 8000 1000");
        assertThat(seen(mapping(0x5000, 0x6000, "rwxp"))).isEmpty();
    }

    @Test
    void aLookSaysNothingOfWhatCameAfterIt() {
        noticed(0x3000, 0x4000, "rwxp");
        List<RegionChange> changes = regions.seen(new MemoryMaps(List.of()), time - 1, RegionChange.Kind.Mapped);

        assertThat(changes).isEmpty();
    }

    @Test
    void oneCallThatIsToldTwiceCountsOnce() {
        PerfRecord.Mmap2 notice = new PerfRecord.Mmap2(2, 0x3000, 0x1000, "rwxp", Region.ANONYMOUS, 500);
        regions.noticed(notice);

        assertThat(regions.noticed(new PerfRecord.Mmap2(2, 0x3000, 0x1000, "rwxp", Region.ANONYMOUS, 900)))
                .isEmpty();
    }

    @Test
    void neighboursThatAreJoinedCanEachBeAnotherWhenAllOfThemIsKnown() {
        noticed(0x3000, 0x4000, "rwxp");
        noticed(0x2000, 0x4000, "rwxp");
        Region upper = at(0x3000);
        assertThat(noticed(0x2000, 0x4000, "rwxp"))
                .containsExactly("Unmapped 2000 1000", "Mapped 2000 1000", "Unmapped 3000 1000", "Mapped 3000 1000");

        assertThat(upper.latest()).isSameAs(at(0x3000)).isNotSameAs(upper);
    }

    @Test
    void theCodeCacheIsKnownAsSuchBesideOtherCode() {
        noticed(CODE_CACHE, CODE_CACHE + 0x1000, "rwxp");
        Region cache = at(CODE_CACHE);
        assertThat(noticed(CODE_CACHE - 0x1000, CODE_CACHE + 0x1000, "rwxp")).containsExactly("Mapped 8ff000 1000");

        assertThat(cache.isGone()).isFalse();
        assertThat(regions.live()).extracting(Region::path).containsExactly(Region.ANONYMOUS, Region.CODE_CACHE);
    }

    @Test
    void ownLibraryIsLeftOut() {
        String path = "/tmp/xwatch-4711-4isyb0nl5/libjffi-1.2.so (deleted)";
        assertThat(regions.noticed(new PerfRecord.Mmap2(2, 0x3000, 0x1000, "r-xp", path, time)))
                .isEmpty();
        assertThat(seen(new MemoryRegion(0x3000, 0x4000, "r-xp", 0, path))).isEmpty();
    }

    @Test
    void whatEndsBeforeItBeginsIsLeftOut() {
        assertThat(noticed(0x4000, 0x3000, "rwxp")).isEmpty();
        assertThat(noticed(Long.MAX_VALUE - 10, Long.MIN_VALUE, "rwxp")).isEmpty();
        assertThat(seen(mapping(0x4000, 0x3000, "rwxp"))).isEmpty();
    }
}
