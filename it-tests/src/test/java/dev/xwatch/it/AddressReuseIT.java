package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.xwatch.it.app.Reuse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Another method's code is put where a watched one's was, by HotSpot's own log: none of its hits is taken for one. */
@RequiresBreakpoints
class AddressReuseIT {
    private static final int ROUNDS = Integer.getInteger("xwatch.reuse.rounds", 12);
    private static final String GUEST = "dev.xwatch.it.app.Reuse$Guest::applyAsInt";

    /** {@code LogCompilation}: an nmethod's first instruction and its method, as they are installed. */
    private static final Pattern NMETHOD = Pattern.compile(
            "<nmethod .* entry='(0x[0-9a-f]+)' .* method='dev\\.xwatch\\.it\\.app\\.Reuse\\$(\\w+)" + " applyAsInt .*");

    @RegisterExtension
    final ChildJvms children = new ChildJvms();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    static Stream<Arguments> eachJdkAndCollector() throws IOException {
        return Jdks.found().stream()
                .flatMap(jdk -> Stream.of("-XX:+UseSerialGC", "-XX:+UseG1GC").map(gc -> Arguments.of(jdk, gc)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("eachJdkAndCollector")
    void noHitIsAnotherMethods(Jdk jdk, String collector) throws Exception {
        Path recording = directory.resolve("reuse.jfr");
        Path log = directory.resolve("compilations.log");
        ChildJvm child = children.start(Launch.on(jdk)
                .jvm(collector, "-XX:TieredStopAtLevel=1", "-Xbatch", "-XX:-SegmentedCodeCache")
                .jvm("-XX:ReservedCodeCacheSize=6m", "-XX:CompileCommand=quiet")
                .jvm("-XX:CompileCommand=dontinline,dev.xwatch.it.app.Reuse$*::applyAsInt")
                .jvm("-XX:+UnlockDiagnosticVMOptions", "-XX:+LogCompilation", "-XX:LogFile=" + log)
                .agent("watch:" + GUEST, "stack:off", "args:off", "record:" + recording)
                .main(Reuse.class, Integer.toString(ROUNDS)));
        for (int round = 0; round < ROUNDS; round++) {
            child.awaitLine("compiled");
            await().atMost(ChildJvm.LONG)
                    .until(() -> child.attach("list").only().isArmed());
            child.println("");
        }
        assertThat(child.awaitExit(ChildJvm.LONG)).as("%s", child).isZero();

        HitFile hits = HitFile.read(recording);
        Counts counts = hits.finalCounts(GUEST);
        int reused = placesTaken(log);
        System.out.printf(
                "%s %s: the place of %d of %d guests was taken by another method; %s%n",
                jdk, collector, reused, ROUNDS, counts);
        assertThat(reused).isPositive();
        assertThat(counts.hits()).isGreaterThanOrEqualTo((long) ROUNDS * Reuse.CALLS);
        assertThat(hits.hits(GUEST))
                .isNotEmpty()
                .extracting(HitFile.Hit::threadName)
                .containsOnly("guest");
        hits.requireCountsAddUp();
    }

    /** Of how many guests the first instruction was where another method's was later. */
    private static int placesTaken(Path log) throws IOException {
        Map<String, String> inPlace = new HashMap<>();
        int taken = 0;
        List<String> lines = Files.readAllLines(log);
        for (String line : lines) {
            Matcher nmethod = NMETHOD.matcher(line);
            if (nmethod.matches()) {
                String before = inPlace.put(nmethod.group(1), nmethod.group(2));
                if ("Guest".equals(before) && nmethod.group(2).equals("Other")) {
                    taken++;
                }
            }
        }
        return taken;
    }
}
