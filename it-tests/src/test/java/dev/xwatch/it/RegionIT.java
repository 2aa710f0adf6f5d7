package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.it.app.CodePages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Code pages that come and go: how many of their first executions are seen. */
@RequiresBreakpoints
class RegionIT {
    /** Pages of each way, place and pause. The long form is 1,000. */
    private static final int PAGES = Integer.getInteger("xwatch.region.pages", 20);

    /**
     * Of the first executions 20 ms after the mapping, over all ways. Where other work takes the CPUs, xwatch may not run
     * within that time: on an idle machine 0.95 can be asked for.
     */
    private static final double LEAST_SHARE = Double.parseDouble(System.getProperty("xwatch.region.share", "0.5"));

    private static final int[] PAUSES = {0, 1, 5, 20};
    private static final int CALLS = 3;

    @RegisterExtension
    final ChildJvms jvms = new ChildJvms();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    /** What the workload did, by its own events. */
    private record Page(
            Instant begin, Instant end, String way, String place, int millis, long address, int executions) {
        boolean has(HitFile.Hit hit) {
            return hit.address() == address
                    && !hit.time().isBefore(begin)
                    && !hit.time().isAfter(end);
        }
    }

    private static void run(ChildJvm child, CodePages.Way way, CodePages.Place place, int pages, int millis)
            throws InterruptedException {
        String line = way + " " + place + " " + pages + " " + millis + " " + CALLS;
        child.println(line);
        child.awaitLine(line);
    }

    @EachJdk
    void firstExecutionsOfNewRegionsAreSeen(Jdk jdk) throws Exception {
        Path recording = directory.resolve("regions.jfr");
        ChildJvm child = jvms.start(Launch.on(jdk)
                .agent("watch:jit@region:new", "record:" + recording)
                .main(CodePages.class, CodePageSource.library(directory).toString()));
        child.awaitLine("ready");
        for (CodePages.Place place : CodePages.Place.values()) {
            for (CodePages.Way way : CodePages.Way.values()) {
                for (int millis : PAUSES) {
                    run(child, way, place, PAGES, millis);
                }
            }
        }
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();

        HitFile file = HitFile.read(recording);
        file.requireCountsAddUp();
        List<Page> pages = pages(recording);
        assertThat(pages).hasSize(2 * CodePages.Way.values().length * PAUSES.length * PAGES);
        List<HitFile.Hit> hits = new ArrayList<>(file.hits("jit"));
        Map<String, List<Boolean>> firstSeen = new TreeMap<>();
        List<Boolean> firstSeenInTime = new ArrayList<>();
        for (Page page : pages) {
            List<HitFile.Hit> own = hits.stream().filter(page::has).toList();
            hits.removeAll(own);
            assertThat(own.size()).as("%s, of which %s", page, own).isLessThanOrEqualTo(page.executions);
            if (page.executions > 0) {
                boolean seen = own.size() == page.executions;
                firstSeen
                        .computeIfAbsent(
                                "%2d ms, %s, %s address".formatted(page.millis, page.way, page.place),
                                run -> new ArrayList<>())
                        .add(seen);
                if (page.millis == 20) {
                    firstSeenInTime.add(seen);
                }
            }
        }
        firstSeen.forEach((run, seen) -> System.out.printf(
                "%s: first executions seen after %s: %.1f %% of %d%n", jdk, run, 100 * share(seen), seen.size()));
        assertThat(hits).as("hits of no page").isEmpty();
        assertThat(share(firstSeenInTime)).isGreaterThanOrEqualTo(LEAST_SHARE);
    }

    private static double share(List<Boolean> seen) {
        return (double) seen.stream().filter(Boolean::booleanValue).count() / seen.size();
    }

    private static List<Page> pages(Path recording) throws IOException {
        return events(recording, "dev.xwatch.it.CodePage").stream()
                .map(event -> new Page(
                        event.getStartTime(),
                        event.getEndTime(),
                        event.getString("way"),
                        event.getString("place"),
                        event.getInt("millis"),
                        event.getLong("address"),
                        event.getInt("executions")))
                .toList();
    }

    private static List<RecordedEvent> events(Path recording, String type) throws IOException {
        List<RecordedEvent> events = new ArrayList<>();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals(type)) {
                    events.add(event);
                }
            }
        }
        return events;
    }

    @EachJdk
    void codeCacheLibrariesAndGeneratedCodeAreToldApart(Jdk jdk) throws Exception {
        Path recording = directory.resolve("kinds.jfr");
        ChildJvm child = jvms.start(Launch.on(jdk)
                .agent("watch:fd@region:tinyjit+64", "record:" + recording)
                .main(CodePages.class, CodePageSource.library(directory).toString()));
        child.awaitLine("ready");
        assertThat(child.load("list").only().state()).isEqualTo("Pending");
        run(child, CodePages.Way.RWX, CodePages.Place.FRESH, 4, 0);
        run(child, CodePages.Way.MEMFD, CodePages.Place.ANY, PAGES, 20);
        ReplyFile.Watch watch = child.load("list").only();
        // Of every second page the function at this offset is called.
        assertThat(watch.counts().hits()).isBetween(1L, (long) PAGES / 2 * CALLS);
        assertThat(watch.kind()).isEqualTo("region");
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();

        List<String> regions = events(recording, "dev.xwatch.ExecutableRegion").stream()
                .map(event -> event.getString("change") + " " + event.getString("path"))
                .toList();
        assertThat(regions).contains("Existing [code cache]", "Existing [vdso]", "Mapped //anon");
        assertThat(regions).anyMatch(region -> region.matches("Existing .*/libjvm.so"));
        assertThat(regions).anyMatch(region -> region.matches("Mapped .*/libcodepages.so"));
        assertThat(regions).anyMatch(region -> region.equals("Mapped /memfd:tinyjit (deleted)"));
        assertThat(regions).doesNotContain("Existing //anon").noneMatch(region -> region.contains("libjffi"));
    }
}
