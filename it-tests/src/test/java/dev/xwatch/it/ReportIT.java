package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page that the shipped jar makes of a recording: its data; and, of 1,000,000 hits, how it behaves in a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportIT {
    private static final int HITS = 100_000;
    private static final int MILLION = 1_000_000;

    /** Static: one for all tests. */
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    static Path directory;

    private final Map<Jdk, ReportPage> pages = new HashMap<>();

    @BeforeAll
    static void record() throws Exception {
        SyntheticRecording.write(HITS, recording());
    }

    private static Path recording() {
        return directory.resolve("hits.jfr");
    }

    private ReportPage page(Jdk jdk) throws Exception {
        ReportPage page = pages.get(jdk);
        if (page == null) {
            page = ReportPage.make(jdk, recording(), directory.resolve(jdk.version() + ".html"));
            pages.put(jdk, page);
        }
        return page;
    }

    /** JFR drops events where the disk is too slow. */
    private static long hitsIn(Path recording, Jdk jdk) throws IOException, InterruptedException {
        return Tool.run(List.of(jdk.tool("jfr"), "summary", recording.toString()))
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("dev.xwatch.Hit "))
                .mapToLong(line -> Long.parseLong(line.split(" +", -1)[1]))
                .sum();
    }

    @EachJdk
    void everyHitIsInEachOfItsSums(Jdk jdk) throws Exception {
        requireSums(page(jdk), hitsIn(recording(), jdk));
    }

    private static void requireSums(ReportPage page, long hits) {
        Map<?, ?> watch = page.watch(SyntheticRecording.WATCH);

        assertThat(hits).isGreaterThan(HITS / 2);
        assertThat(page.data().get("hits")).isEqualTo(hits);
        assertThat(watch.get("hits")).isEqualTo(hits);
        List<?> codes = ReportPage.list(watch, "codes");
        assertThat(codes).hasSize(6);
        assertThat(codes.stream().mapToLong(code -> number(code, "hits")).sum()).isEqualTo(hits);
        assertThat(codes.stream()
                        .mapToLong(code -> ReportPage.sum(ReportPage.list((Map<?, ?>) code, "buckets")))
                        .sum())
                .isEqualTo(hits);
        assertThat(ReportPage.list(ReportPage.map(watch, "threads"), "top").stream()
                        .mapToLong(thread -> (Long) ((List<?>) Objects.requireNonNull(thread)).get(2))
                        .sum())
                .isEqualTo(hits);
        assertThat(ReportPage.list(ReportPage.map(watch, "calls"), "nodes").get(2))
                .isEqualTo(hits);
        assertThat(ReportPage.list(watch, "arguments").stream().mapToLong(argument -> number(argument, "total")))
                .containsExactly(hits, hits, hits);
    }

    @EachJdk
    void countsStatesAndRegionsAreThere(Jdk jdk) throws Exception {
        Map<?, ?> watch = page(jdk).watch(SyntheticRecording.WATCH);

        assertThat(ReportPage.map(watch, "counts").get("hits")).isEqualTo(HITS + 40L);
        assertThat(ReportPage.map(watch, "counts").get("intrinsic")).isEqualTo(false);
        Map<?, ?> lane = (Map<?, ?>)
                Objects.requireNonNull(ReportPage.list(watch, "lanes").get(0));
        assertThat(lane.get("method")).isEqualTo(SyntheticRecording.METHOD);
        assertThat(lane.get("now")).isEqualTo("armed");
        assertThat(ReportPage.sum(ReportPage.list(lane, "moves"))).isEqualTo(5);
        assertThat(ReportPage.sum(ReportPage.list(lane, "paused"))).isGreaterThan(3 * 250_000_000L);
        assertThat(ReportPage.list(ReportPage.map(page(jdk).data(), "regions"), "all"))
                .hasSize(2);
    }

    @EachJdk
    void thePageIsSmallAndHoldsNoForeignMarkup(Jdk jdk) throws Exception {
        ReportPage page = page(jdk);

        assertThat(Files.size(page.file())).isLessThan(300_000);
        assertThat(page.text()).doesNotContain("throw 'out'</script>").containsOnlyOnce("<script>");
        assertThat(page.watch(SyntheticRecording.QUIET).get("hits")).isEqualTo(0L);
    }

    @EachJdk
    void whatCannotBeDoneIsSaid(Jdk jdk) throws Exception {
        Path none = directory.resolve("none.jfr");
        Path noRecording = Files.writeString(directory.resolve("no-recording.jfr"), "FLR but not really");
        Path page = directory.resolve("never.html");

        requireFailure(jdk, 1, none + ": there is no such file", none.toString(), "-o", page.toString());
        requireFailure(jdk, 1, "it is no complete recording", noRecording.toString(), "-o", page.toString());
        requireFailure(jdk, 2, "Missing required option: '--output=OUT.html'", none.toString());
        assertThat(page).doesNotExist();
    }

    private static void requireFailure(Jdk jdk, int status, String why, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("report"));
        all.addAll(List.of(arguments));
        Launch launch = Launch.on(jdk).jar(Artifacts.xwatchJar(), all.toArray(String[]::new));
        try (ChildJvm child = launch.start()) {
            assertThat(child.awaitExit(ChildJvm.LONG)).as("%s", child).isEqualTo(status);
            assertThat(String.join("\n", child.stderr())).contains(why).doesNotContain("Exception");
        }
    }

    @Test
    void aMillionHitsAreOnePageThatTheBrowserShows() throws Exception {
        Jdk jdk = Jdks.found().get(0);
        Path recording = directory.resolve("million.jfr");
        SyntheticRecording.write(MILLION, recording);
        ReportPage page = ReportPage.make(jdk, recording, directory.resolve("million.html"));
        requireSums(page, hitsIn(recording, jdk));

        Host.requireTool("chromedriver");
        try (Browser browser = Browser.start(Files.createDirectory(directory.resolve("profile")))) {
            ReportVisit visit = new ReportVisit(browser, page.file());
            System.out.println("opened in ms: " + visit.millisToOpen());

            assertThat(visit.heading()).isEqualTo(SyntheticRecording.WATCH);
            visit.choose("</script>");
            assertThat(visit.heading()).startsWith("</script><script>throw 'out'</script>");
            visit.choose(SyntheticRecording.WATCH);

            assertThat(visit.search("checkout")).startsWith("1 frame, ").endsWith(" % of the hits");
            assertThat(visit.matches()).containsExactly("Checkout.total:77");
            double before = visit.widthOf("Checkout.total:77");
            visit.clickFrame("Checkout.total:77");
            assertThat(visit.widthOf("Checkout.total:77")).isGreaterThan(1.9 * before);
            visit.zoomOut();
            assertThat(visit.widthOf("Checkout.total:77")).isEqualTo(before);

            visit.requireThemes();
            visit.requireQuiet();
            visit.screenshots(Path.of("target", "report"), "million");
        }
    }

    private static long number(Object object, String name) {
        return (Long) Objects.requireNonNull(((Map<?, ?>) object).get(name));
    }
}
