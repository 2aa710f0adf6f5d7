package dev.xwatch.it.stress;

import dev.xwatch.it.Counts;
import dev.xwatch.it.HitFile;
import dev.xwatch.it.ReplyFile;
import dev.xwatch.it.app.Commotion;
import dev.xwatch.it.app.Family;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Some families are watched while all goes on that leaves their code alone. What they count themselves from one rest to the
 * next is compared with the kernel's counts, and thread by thread with the hits in a recording.
 */
final class Checked {
    private static final int MOST_WINDOWS = 3;
    private static final int MOST_ATTEMPTS = 20;
    private static final long ATTEMPT_MILLIS = 200;
    private static final int LEAST_PAUSE_MILLIS = 300;

    /** C1 without profiling, and C2: after them no other compilation follows. */
    private static final Set<Integer> LAST_TIERS = Set.of(1, 4);

    private final StressedJvm jvm;
    private final Watchdog watchdog;
    private final Tally tally;
    private final Path directory;
    private final Random random;
    private final boolean blind;
    private int files;

    /** @param blind where breakpoints are never hit: counts are not compared */
    Checked(StressedJvm jvm, Watchdog watchdog, Tally tally, Path directory, Random random, boolean blind) {
        this.jvm = jvm;
        this.watchdog = watchdog;
        this.tally = tally;
        this.directory = directory;
        this.random = random;
        this.blind = blind;
    }

    /** How it stands while nobody calls. */
    private record Standing(StressedJvm.Rest rest, Map<Family, ReplyFile.Watch> watches) {}

    /**
     * What happened between two rests.
     *
     * @param exact the families of which one version was armed all the time
     */
    private record Window(Standing begin, Standing end, Set<Family> exact) {
        boolean has(HitFile.Hit hit) {
            return !hit.time().isBefore(begin.rest().time())
                    && !hit.time().isAfter(end.rest().time());
        }

        Counts counts(Family family) {
            return watch(end, family).counts().since(watch(begin, family).counts());
        }

        static ReplyFile.Watch watch(Standing standing, Family family) {
            ReplyFile.Watch watch = standing.watches().get(family);
            if (watch == null) {
                throw new AssertionError("no watch of " + family + " in " + standing);
            }
            return watch;
        }
    }

    /** @return how long calls were made that were compared */
    Duration run(Duration time) throws Exception {
        Set<Commotion> commotions = EnumSet.allOf(Commotion.class);
        commotions.removeIf(commotion -> !commotion.leavesWatchedCodeAlone() || random.nextInt(4) == 0);
        Set<Family> families = EnumSet.allOf(Family.class);
        families.removeIf(family -> families.size() > 1 && random.nextInt(3) == 0);
        Path file = directory.resolve("checked-" + ++files + ".jfr");
        watch(families, file);
        jvm.on(commotions);
        Recorder recorder = new Recorder(jvm, directory, new Random(random.nextLong()), tally);
        List<Window> windows = new ArrayList<>();
        int count = 1 + random.nextInt(MOST_WINDOWS);
        long nanos = 0;
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                change(families);
            }
            Set<Family> steady = steady(families);
            Window window = window(steady, time.dividedBy(count), recorder);
            windows.add(window);
            compare(window);
            if (!window.exact().isEmpty()) {
                nanos += Duration.between(
                                window.begin().rest().time(),
                                window.end().rest().time())
                        .toNanos();
            }
        }
        jvm.off(commotions);
        for (Path other : recorder.end()) {
            Recorded.requireRightAttribution(HitFile.read(other), tally);
            Files.delete(other);
        }
        ask("stop");
        HitFile recorded = HitFile.read(file);
        Recorded.requireRightAttribution(recorded, tally);
        recorded.requireCountsAddUp();
        windows.forEach(window -> compare(window, recorded));
        Files.delete(file);
        return Duration.ofNanos(nanos);
    }

    private void watch(Set<Family> families, Path file) throws Exception {
        String watches = families.stream()
                .map(family -> "watch:" + family.name() + "@" + family.spec())
                .collect(Collectors.joining(","));
        List<String> options = new ArrayList<>(List.of("budget:off", "record:" + file, "recordmax:4GB"));
        if (random.nextBoolean()) {
            options.add("stack:off");
        }
        if (random.nextBoolean()) {
            options.add("args:off");
        }
        ask(watches + "," + String.join(",", options));
    }

    private ReplyFile ask(String options) throws Exception {
        return watchdog.ask(options, () -> jvm.done(options));
    }

    /** Something that has the breakpoints set anew. */
    private void change(Set<Family> families) throws Exception {
        for (Family family : families) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    jvm.retransform(family);
                    tally.one("changes retransformed");
                }
                case 1 -> {
                    ask("unwatch:" + family);
                    ask("watch:" + family + "@" + family.spec() + ",budget:off");
                    tally.one("changes watched-again");
                }
                default -> tally.one("changes none");
            }
        }
    }

    /** Waits until families are armed in versions that will stay. @return those that are */
    private Set<Family> steady(Set<Family> families) throws Exception {
        Map<Family, ReplyFile.Watch> before = Map.of();
        Set<Family> steady = Set.of();
        for (int attempt = 0; attempt < MOST_ATTEMPTS && !steady.equals(families); attempt++) {
            jvm.warmUp();
            Thread.sleep(ATTEMPT_MILLIS);
            Map<Family, ReplyFile.Watch> now = list(families);
            Map<Family, ReplyFile.Watch> last = before;
            steady = families.stream()
                    .filter(family -> isSame(last.get(family), now.get(family)))
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Family.class)));
            before = now;
        }
        for (Family family : families) {
            tally.one(family + (steady.contains(family) ? " steady" : " unsteady"));
        }
        return steady;
    }

    private static boolean isSame(ReplyFile.@Nullable Watch before, ReplyFile.@Nullable Watch now) {
        return before != null
                && now != null
                && now.isArmed()
                && LAST_TIERS.contains(now.tier())
                && now.compileId() == before.compileId()
                && now.threads() == now.threadsArmed();
    }

    private Map<Family, ReplyFile.Watch> list(Set<Family> families) throws Exception {
        ReplyFile reply = ask("list");
        Map<Family, ReplyFile.Watch> watches = new HashMap<>();
        families.forEach(family -> watches.put(family, reply.watch(family.name())));
        return watches;
    }

    private Window window(Set<Family> families, Duration time, Recorder recorder) throws Exception {
        Standing begin = stand(families);
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            watchdog.ask("a recording", () -> {
                recorder.once();
                return true;
            });
            Thread.sleep(LEAST_PAUSE_MILLIS + random.nextInt(LEAST_PAUSE_MILLIS));
        }
        Standing after = stand(families);
        Set<Family> exact = families.stream()
                .filter(family ->
                        isSame(begin.watches().get(family), after.watches().get(family)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Family.class)));
        return new Window(begin, after, exact);
    }

    private Standing stand(Set<Family> families) throws Exception {
        StressedJvm.Rest rest = jvm.standStill();
        try {
            long end = System.nanoTime() + jvm.patience().toNanos();
            Map<Family, ReplyFile.Watch> watches = list(families);
            // A busy machine may have hits on their way for a while.
            while (System.nanoTime() - end < 0
                    && !watches.values().stream()
                            .allMatch(watch -> watch.counts().addUp())) {
                Thread.sleep(ATTEMPT_MILLIS);
                watches = list(families);
            }
            return new Standing(rest, watches);
        } finally {
            jvm.goOn();
        }
    }

    /** The crew's calls with the kernel's counts. */
    private void compare(Window window) {
        for (Family family : window.end().watches().keySet()) {
            long calls = window.end().rest().calls(family);
            Counts counts = window.counts(family);
            counts.requireAddUp();
            boolean exact = window.exact().contains(family);
            tally.one(family + (exact ? " compared" : " moved"));
            tally.add("calls made", calls);
            tally.add("hits counted", counts.hits());
            tally.add("hits recorded", counts.recorded());
            tally.add("hits lost", counts.lost());
            tally.add("hits discarded", counts.discarded());
            tally.add("hits duplicate", counts.duplicates());
            if (exact && !blind && counts.hits() != calls) {
                throw new AssertionError(calls + " calls of " + family + " were " + counts + ": " + window);
            }
        }
    }

    /** The crew's calls in each thread with the hits that were recorded. */
    private void compare(Window window, HitFile recorded) {
        for (Family family : window.exact()) {
            Counts counts = window.counts(family);
            Map<String, Long> calls = window.end().rest().calls().getOrDefault(family, Map.of());
            Map<String, Long> hits = recorded.hits(family.name()).stream()
                    .filter(window::has)
                    .collect(Collectors.groupingBy(HitFile.Hit::threadName, Collectors.counting()));
            if (counts.lost() + counts.duplicates() + counts.discarded() > 0 || blind) {
                tally.one("windows by-count-only");
                continue;
            }
            if (!hits.equals(calls)) {
                throw new AssertionError("calls of " + family + " by thread: " + calls + ", hits: " + hits);
            }
            tally.one("windows by-thread");
            int version = Window.watch(window.end(), family).compileId();
            recorded.hits(family.name()).stream()
                    .filter(window::has)
                    .filter(hit -> hit.compileId() != version)
                    .findFirst()
                    .ifPresent(hit -> {
                        throw new AssertionError("a hit of another version than " + version + ": " + hit);
                    });
        }
    }
}
