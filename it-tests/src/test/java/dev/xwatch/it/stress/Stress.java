package dev.xwatch.it.stress;

import dev.xwatch.it.Artifacts;
import dev.xwatch.it.BreakpointProbe;
import dev.xwatch.it.Jdk;
import dev.xwatch.it.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * Stress by hand: so many minutes on each JDK found, split over its collectors. Ends with a summary, and with exit status 1 if
 * anything was wrong.
 */
public final class Stress {
    private static final double LEAST_CHECKED_SHARE = 0.3;

    private Stress() {}

    /** How long the application may stand still: {@code -Dxwatch.stress.patience=SECONDS}. */
    static Duration patience() {
        return Duration.ofSeconds(Integer.getInteger("xwatch.stress.patience", 60));
    }

    /**
     * @param args the directory for all files; minutes for each JDK; a seed, 0 for one of its own; {@code true} to do all that
     *     can be done where breakpoints are never hit; then the JDKs' feature versions and collectors, if not all
     */
    public static void main(String[] args) throws IOException, InterruptedException, ReflectiveOperationException {
        Path directory = Path.of(args[0]).toAbsolutePath().resolve(Long.toString(System.currentTimeMillis()));
        Files.createDirectories(directory);
        Duration each = Duration.ofMillis(
                (long) (Double.parseDouble(args[1]) * Duration.ofMinutes(1).toMillis()));
        long seed = Long.parseLong(args[2]) == 0 ? new Random().nextInt(Integer.MAX_VALUE) : Long.parseLong(args[2]);
        boolean blind = Boolean.parseBoolean(args[3]);
        List<String> only = List.of(args).subList(4, args.length);
        if (blind) {
            System.setProperty(
                    "xwatch.jar",
                    BlindJar.make(Artifacts.xwatchJar(), directory).toString());
        } else {
            Optional<String> missing = BreakpointProbe.missing();
            if (missing.isPresent()) {
                System.out.println("This machine cannot watch: " + missing.get()
                        + "\nAll but hits can be put under stress with -Dblind=true");
                System.exit(1);
            }
        }
        System.exit(run(directory, each, seed, blind, only) ? 0 : 1);
    }

    private static boolean run(Path directory, Duration each, long seed, boolean blind, List<String> only)
            throws IOException, InterruptedException {
        Tally all = new Tally();
        List<String> failures = new ArrayList<>();
        for (Jdk jdk : Jdks.found()) {
            if (!isWanted(Integer.toString(jdk.feature()), "\\d+", only)) {
                continue;
            }
            List<Collector> collectors = new ArrayList<>(Collector.of(jdk));
            collectors.removeIf(collector -> !isWanted(collector.name(), "[A-Z].*", only));
            for (Collector collector : collectors) {
                StressRun run = new StressRun(jdk, collector, seed, blind, patience());
                Optional<Throwable> failure =
                        run.run(each.dividedBy(collectors.size()), directory.resolve(jdk.version() + "-" + collector));
                System.out.println(jdk + " " + collector + "\n" + run.tally().summary());
                all.addAll(run.tally());
                failure.ifPresent(thrown -> failures.add(jdk + " " + collector + ": " + thrown));
            }
        }
        double share = share(all);
        System.out.printf(
                Locale.ROOT, "All, seed %d, checked %.1f %% of the time%n%s%n", seed, 100 * share, all.summary());
        if (share < LEAST_CHECKED_SHARE) {
            failures.add("checked less than " + LEAST_CHECKED_SHARE + " of the time");
        }
        failures.forEach(failure -> System.out.println("FAILED " + failure));
        System.out.println(failures.isEmpty() ? "Nothing was wrong." : "Logs and recordings are in " + directory);
        return failures.isEmpty();
    }

    /** What part of the time calls were made that were compared. */
    private static double share(Tally tally) {
        return (double) tally.sum("time checked-ms") / Math.max(1, tally.sum("time ms"));
    }

    /** @param kind of names that {@code name} is one of; if none of these is named, all are wanted */
    private static boolean isWanted(String name, String kind, List<String> only) {
        List<String> named = only.stream().filter(each -> each.matches(kind)).toList();
        return named.isEmpty() || named.contains(name);
    }
}
