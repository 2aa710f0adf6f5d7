package dev.xwatch.it.stress;

import dev.xwatch.it.Artifacts;
import dev.xwatch.it.HitFile;
import dev.xwatch.it.ReplyFile;
import dev.xwatch.it.app.Commotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.RuntimeMBeanException;
import org.jspecify.annotations.Nullable;

/**
 * Most commotions, while watches are added and taken away by loads of the agent and by its MBean, the agent is stopped and
 * loaded again, and recordings are started, dumped, stopped and rotated: each at random, all at the same time.
 */
final class Storm {
    private static final int MOST_PAUSE_MILLIS = 150;
    private static final int RECORDER_PAUSE_MILLIS = 600;
    private static final int TOP_SECONDS = 2;

    private final StressedJvm jvm;
    private final Watchdog watchdog;
    private final Tally tally;
    private final Random random;
    private final Requests requests;
    private final Recorder recorder;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Storm(StressedJvm jvm, Watchdog watchdog, Tally tally, Path directory, Random random) {
        this.jvm = jvm;
        this.watchdog = watchdog;
        this.tally = tally;
        this.random = random;
        requests = new Requests(directory);
        recorder = new Recorder(jvm, directory, new Random(random.nextLong()), tally);
    }

    /** At its end all is calm, and nothing is watched. */
    void blow(Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        Set<Commotion> commotions = EnumSet.allOf(Commotion.class);
        commotions.removeIf(commotion -> random.nextInt(4) == 0);
        jvm.on(commotions);
        List<Thread> actors = new ArrayList<>();
        actors.add(actor("loader", end, MOST_PAUSE_MILLIS, this::load));
        actors.add(actor("bean", end, MOST_PAUSE_MILLIS, this::useBean));
        actors.add(actor("recorder", end, RECORDER_PAUSE_MILLIS, any -> recorder.once()));
        if (random.nextInt(3) == 0) {
            top(random.nextBoolean());
        }
        for (Thread actor : actors) {
            actor.join();
        }
        Throwable thrown = failure.getAndSet(null);
        if (thrown != null) {
            throw new AssertionError("in the storm: " + thrown, thrown);
        }
        jvm.off(commotions);
        List<Path> files = new ArrayList<>(recorder.end());
        ReplyFile stopped = watchdog.ask("stop", () -> jvm.done("stop"));
        if (!stopped.watches().isEmpty()) {
            throw new AssertionError("after stop there are " + stopped.watches());
        }
        files.addAll(requests.takeFiles());
        for (Path file : files) {
            if (Files.exists(file) && Files.size(file) > 0) {
                Recorded.requireRightAttribution(HitFile.read(file), tally);
            }
            Files.deleteIfExists(file);
        }
    }

    private interface Act {
        void once(Random random) throws Exception;
    }

    private Thread actor(String name, long endNanos, int mostPauseMillis, Act act) {
        Random own = new Random(random.nextLong());
        Thread thread = new Thread(
                () -> {
                    try {
                        while (System.nanoTime() - endNanos < 0 && failure.get() == null) {
                            watchdog.ask("something", () -> {
                                act.once(own);
                                return true;
                            });
                            Thread.sleep(own.nextInt(mostPauseMillis));
                        }
                    } catch (Exception | Error e) {
                        failure.compareAndSet(null, e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void load(Random own) throws IOException {
        int what = own.nextInt(100);
        if (what < 50) {
            load("watch", requests.watchAndRecord(own));
        } else if (what < 70) {
            load("unwatch", "unwatch:" + requests.unwatched(own));
        } else if (what < 90) {
            load("list", "list");
        } else if (what < 95) {
            load("stop", "stop");
        } else {
            load("nonsense", "nonsense:1");
        }
    }

    private void load(String what, String options) throws IOException {
        ReplyFile reply = jvm.load(options);
        tally.one("loads " + what);
        if (!reply.ok()) {
            tally.one("refused "
                    + reply.error()
                            .map(ReplyFile.Refusal::why)
                            .orElse("")
                            .replaceAll("[\\w$.:*!]*\\d[\\w$.:*!]*", "N"));
        }
    }

    private void useBean(Random own) throws JMException, IOException {
        try {
            int what = own.nextInt(100);
            if (what < 40) {
                jvm.jmx().watches("watch", requests.watch(own));
            } else if (what < 60) {
                jvm.jmx().call("unwatch", requests.unwatched(own));
            } else if (what < 85) {
                jvm.jmx().watches("list");
            } else if (what < 99) {
                jvm.jmx().set("BudgetPercent", own.nextInt(4) == 0 ? 0.0 : 1.0 + own.nextInt(20));
            } else {
                jvm.jmx().call("stop");
            }
            tally.one("bean done");
        } catch (InstanceNotFoundException e) {
            tally.one("bean absent");
        } catch (RuntimeMBeanException e) {
            if (e.getTargetException() instanceof IllegalStateException) {
                tally.one("bean stopped-meanwhile"); // by the other actor
            } else if (e.getTargetException() instanceof IllegalArgumentException) {
                tally.one("bean refused");
            } else {
                throw e;
            }
        }
    }

    /** Somebody looks on, and goes away in good order or not. */
    private void top(boolean inGoodOrder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-jar",
                        Artifacts.xwatchJar().toString(),
                        "top",
                        Long.toString(jvm.child().pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.waitFor(TOP_SECONDS, TimeUnit.SECONDS);
        if (inGoodOrder) {
            process.destroy();
        } else {
            process.destroyForcibly();
        }
        process.waitFor();
        tally.one("tops " + (inGoodOrder ? "ended" : "killed"));
    }
}
