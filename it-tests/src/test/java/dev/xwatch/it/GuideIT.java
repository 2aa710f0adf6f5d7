package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/guide.md} shows. */
@RequiresBreakpoints
class GuideIT {
    /** Failsafe runs tests in the directory of their module. */
    private static final Path SHOP =
            Path.of("..", "docs", "Shop.java").toAbsolutePath().normalize();

    private static final Duration OFTEN = Duration.ofSeconds(1);

    @RegisterExtension
    final ChildJvms children = new ChildJvms();

    @EachJdk
    void itsAnswersAreGiven(Jdk jdk, @TempDir Path directory) throws Exception {
        ChildJvm shop = children.start(Launch.on(jdk).program(SHOP.toString()));
        String open = shop.awaitLine("the shop is open, pid ");
        String pid = open.substring(open.lastIndexOf(' ') + 1);
        assertThat(pid).isEqualTo(Long.toString(shop.pid()));

        assertThat(Xwatch.run("attach", pid, "Shop::importDuty").out()).contains("Pending", "interpreted", "no call");
        assertThat(Xwatch.run("attach", pid, "Shop::importTax").err())
                .contains("Shop declares no importTax")
                .contains("the nearest are importDuty");
        assertThat(Xwatch.run("unwatch", pid, "Shop::importTax").out()).contains("1 other watches are left");
        assertThat(Xwatch.run("attach", pid, "Shop::price", "--limit", "1000").status())
                .isZero();
        await().pollInterval(OFTEN)
                .atMost(ChildJvm.LONG)
                .until(() -> Xwatch.run("list", pid).out().contains("; not seen: inlined into "));
        assertThat(Xwatch.run("unwatch", pid, "Shop::price").out()).contains("1 other watches are left");
        assertThat(Xwatch.run("attach", pid, "Shop::price", "--noinline", "on").out())
                .contains("kept out of line");
        await().pollInterval(OFTEN)
                .atMost(ChildJvm.LONG)
                .until(() -> Xwatch.run("list", pid).out().lines().anyMatch(GuideIT::isHitPrice));
        assertThat(Xwatch.run("unwatch", pid, "Shop::price").status()).isZero();

        Path recording = directory.resolve("refunds.jfr");
        assertThat(Xwatch.run("attach", pid, "Shop::refund", "record:" + recording)
                        .status())
                .isZero();
        Path page = directory.resolve("refunds.html");
        await().pollInterval(OFTEN).atMost(ChildJvm.LONG).until(() -> {
            Xwatch.run("report", recording.toString(), "-o", page.toString());
            return Files.exists(page) && Files.readString(page).contains("Shop.complaint");
        });
        Path copy = directory.resolve("copy.jfr");
        assertThat(Xwatch.run("enrich", recording.toString(), copy.toString()).status())
                .isZero();
        assertThat(HitFile.read(copy).hits("Shop::refund")).isNotEmpty();
        assertThat(Xwatch.run("stop", pid).out()).contains("nothing of it is left there");
    }

    private static boolean isHitPrice(String line) {
        return line.matches("Shop::price +(Armed|Moved|Paused) +[1-9].*");
    }
}
