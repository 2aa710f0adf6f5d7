package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the demo's recording: it has the kernel's counts, and each version that was executed. */
@RequiresBreakpoints
class ReportOfDemoIT {
    private static final int CALLS = 2_000;
    private static final int LENGTH = 8;

    @Test
    void thePageHasWhatTheRecordingHas(@TempDir Path directory) throws Exception {
        Jdk jdk = Jdks.found().get(0);
        DemoRun run = DemoRun.play(jdk, CALLS, LENGTH, directory.resolve("demo.jfr"));
        ReportPage page = ReportPage.make(jdk, run.recording(), directory.resolve("demo.html"));

        for (String name : List.of(DemoRun.METHOD, DemoRun.watchpoint(DemoRun.RWX_PAGE, LENGTH))) {
            Map<?, ?> watch = page.watch(name);
            Counts counts = run.file().finalCounts(name);
            assertThat(ReportPage.map(watch, "counts").get("hits")).isEqualTo(counts.hits());
            assertThat(watch.get("hits")).isEqualTo(counts.recorded());
            long codes = run.file().hits(name).stream()
                    .map(HitFile.Hit::address)
                    .distinct()
                    .count();
            assertThat(ReportPage.list(watch, "codes").size()).isEqualTo((int) codes);
        }

        Host.requireTool("chromedriver");
        try (Browser browser = Browser.start(Files.createDirectory(directory.resolve("profile")))) {
            ReportVisit visit = new ReportVisit(browser, page.file());
            assertThat(visit.heading()).isEqualTo(DemoRun.METHOD);
            visit.requireQuiet();
            visit.screenshots(Path.of("target", "report"), "demo");
        }
    }
}
