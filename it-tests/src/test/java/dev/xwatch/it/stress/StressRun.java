package dev.xwatch.it.stress;

import dev.xwatch.it.Jdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Storms and checked phases by turns, in one JVM. */
final class StressRun {
    /** Checked phases follow one another until they have made up so much of the time, at the end too. */
    private static final double CHECKED_SHARE = 0.4;

    /** But no more than so many, where comparing takes longer than what is compared: there must be storms too. */
    private static final int MOST_CHECKED = 5;

    /** From then on nothing may pile up: what the JVM loads and keeps at first, it has by then. */
    private static final int SETTLED_AFTER = 2;

    /** Of a storm; checked phases are twice as long. */
    private static final Duration MOST_PHASE = Duration.ofSeconds(15);

    private static final Duration REST_TIMEOUT_LOOK = Duration.ofMillis(500);

    private final Jdk jdk;
    private final Collector collector;
    private final long seed;
    private final boolean blind;
    private final Duration patience;
    private final Tally tally = new Tally();

    /** @param patience how long the application may stand still, and any answer take */
    StressRun(Jdk jdk, Collector collector, long seed, boolean blind, Duration patience) {
        this.jdk = jdk;
        this.collector = collector;
        this.seed = seed;
        this.blind = blind;
        this.patience = patience;
    }

    Tally tally() {
        return tally;
    }

    /**
     * Runs for a time.
     *
     * @param directory for all files; what is of interest stays there if it fails
     * @return what failed
     */
    Optional<Throwable> run(Duration time, Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        String name = jdk + " " + collector;
        try (RunLog log = new RunLog(directory.resolve("log.txt"), name)) {
            log.say("seed " + seed + ", " + time.toSeconds() + " s, in " + directory);
            try (StressedJvm jvm = StressedJvm.start(jdk, collector, seed, directory, patience)) {
                return run(jvm, time, directory, log);
            } catch (Exception e) {
                log.say("it cannot be begun: " + e, e);
                return Optional.of(e);
            }
        }
    }

    private Optional<Throwable> run(StressedJvm jvm, Duration time, Path directory, RunLog log)
            throws InterruptedException {
        Watchdog watchdog = new Watchdog(jvm.child(), patience, trouble -> {
            log.say("TROUBLE: " + trouble + "; see " + directory);
            putEvidence(jvm, directory);
        });
        try {
            phases(jvm, watchdog, time, directory, log);
            watchdog.end();
            countPerformance(jvm);
            int status = jvm.end();
            if (status != 0) {
                throw new AssertionError("it ended with exit status " + status);
            }
            return Optional.empty();
        } catch (Exception | Error e) {
            watchdog.end();
            Optional<String> trouble = watchdog.trouble();
            Optional<String> death = death(jvm, directory);
            String before = Stream.concat(trouble.stream(), death.stream())
                    .map(what -> what + "; then ")
                    .collect(Collectors.joining());
            log.say("FAILED: " + before + e, e);
            if (trouble.isEmpty()) {
                putEvidence(jvm, directory);
            }
            return Optional.of(before.isEmpty() ? e : new AssertionError(before + e, e));
        }
    }

    private static Optional<String> death(StressedJvm jvm, Path directory) throws InterruptedException {
        try {
            return Evidence.death(jvm.child(), directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void putEvidence(StressedJvm jvm, Path directory) {
        try {
            Evidence.put(jvm.child(), jdk, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void phases(StressedJvm jvm, Watchdog watchdog, Duration time, Path directory, RunLog log)
            throws Exception {
        Random random = new Random(seed);
        Complaints complaints = new Complaints(jvm.child(), log, tally);
        Storm storm = new Storm(jvm, watchdog, tally, directory, random);
        Checked checked = new Checked(jvm, watchdog, tally, directory, random, blind);
        Duration phase = time.dividedBy(6).compareTo(MOST_PHASE) < 0 ? time.dividedBy(6) : MOST_PHASE;
        long begin = System.nanoTime();
        Duration compared = Duration.ZERO;
        Optional<Holdings> first = Optional.empty();
        int cycles = 0;
        while (since(begin).compareTo(time) < 0) {
            long stormBegin = System.nanoTime();
            storm.blow(phase);
            tally.one("phases storm");
            Duration blown = since(stormBegin);
            Holdings rest = rest(jvm, first);
            if (++cycles == SETTLED_AFTER) {
                first = Optional.of(rest);
            }
            complaints.require();
            log.say("storm " + Tally.seconds(blown) + ", rest "
                    + Tally.seconds(since(stormBegin).minus(blown)) + ": " + rest);
            int phases = 0;
            do {
                Duration exact = checked.run(phase.multipliedBy(2));
                compared = compared.plus(exact);
                tally.one("phases checked");
                complaints.require();
                requireHealth(jvm);
                log.say("checked " + Tally.seconds(exact) + ", in all "
                        + 100 * compared.toMillis() / since(begin).toMillis() + " % of the time; calls "
                        + tally.sum("calls made") + ", hits " + tally.sum("hits counted"));
            } while (++phases < MOST_CHECKED
                    && compared.toMillis() < CHECKED_SHARE * since(begin).toMillis()
                    && since(begin).compareTo(time.multipliedBy(2)) < 0);
        }
        tally.add("time checked-ms", compared.toMillis());
        tally.add("time ms", since(begin).toMillis());
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private void requireHealth(StressedJvm jvm) {
        Heart heart = Heart.last(jvm.child().stdout()).orElseThrow(() -> new AssertionError("it has no heart"));
        tally.most("application threads-refused", heart.refused());
        if (heart.refused() > 0 && !blind) {
            throw new AssertionError(heart.refused() + " threads of the application could not be started");
        }
        if (!heart.failure().isEmpty()) {
            throw new AssertionError("the application went wrong: " + heart.failure());
        }
    }

    /** When nothing of xwatch is there any more, and, later on, not more than at first. */
    private Holdings rest(StressedJvm jvm, Optional<Holdings> first) throws Exception {
        requireHealth(jvm);
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Holdings now = Holdings.of(jvm);
            boolean atRest = now.areFreeOfXwatch(collector)
                    && first.map(now::areHardlyMoreThan).orElse(true);
            if (atRest) {
                return now;
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("left after stop: " + now
                        + first.map(was -> ", at first: " + was).orElse(""));
            }
            Thread.sleep(REST_TIMEOUT_LOOK.toMillis());
        }
    }

    /** What the JVM itself has counted. */
    private void countPerformance(StressedJvm jvm) throws IOException, InterruptedException {
        Heart heart = Heart.last(jvm.child().stdout()).orElseThrow();
        heart.times().forEach((commotion, times) -> tally.add("commotions " + commotion, times));
        String counters = jvm.child().jcmd("PerfCounter.print");
        count(counters, "sun\\.ci\\.totalCompiles", "jvm compilations");
        count(counters, "sun\\.ci\\.totalInvalidates", "jvm invalidated");
        count(counters, "sun\\.gc\\.collector\\.\\d\\.invocations", "jvm collections");
        count(counters, "java\\.cls\\.unloadedClasses", "jvm classes-unloaded");
        count(counters, "sun\\.rt\\.safepoints", "jvm safepoints");
        count(counters, "java\\.threads\\.started", "jvm threads-started");
    }

    private void count(String counters, String name, String as) {
        Matcher matcher = Pattern.compile("(?m)^" + name + "=(\\d+)").matcher(counters);
        tally.add(
                as,
                matcher.results()
                        .mapToLong(match -> Long.parseLong(match.group(1)))
                        .sum());
    }
}
