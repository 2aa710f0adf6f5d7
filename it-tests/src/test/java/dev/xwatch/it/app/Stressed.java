package dev.xwatch.it.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.instrument.Instrumentation;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * An application in which everything is going on. Obeys lines on stdin and answers each by one that begins with the same
 * word: {@code on COMMOTION} and {@code off COMMOTION}; {@code warm}; {@code still}, the crew stands still, with the time
 * and the calls of each family and thread since it was told so last; {@code go}; {@code retransform FAMILY}. Each second it
 * says {@code heart}, how far its crew is, and what was had how often. Ends with its input. To be run as its own agent too.
 */
public final class Stressed {
    private static final long HEARTBEAT_MILLIS = 1_000;
    private static final long STILL_MILLIS = 20;

    @SuppressWarnings("NullAway.Init") // set by the JVM, before main
    private static Instrumentation instrumentation;

    private final Crew crew = new Crew();
    private final Map<Commotion, Disturber> disturbers = new EnumMap<>(Commotion.class);

    private Stressed() {}

    public static void premain(String options, Instrumentation given) {
        instrumentation = given;
    }

    /** @param args the seed; the library of {@link CodePages}, if there is one */
    public static void main(String[] args) throws Exception {
        if (args.length > 1) {
            System.load(args[1]);
        }
        new Stressed().run(Long.parseLong(args[0]), args.length > 1);
    }

    private void run(long seed, boolean hasPages)
            throws IOException, InterruptedException, ReflectiveOperationException {
        Commotion.Means means = new Commotion.Means(crew, Objects.requireNonNull(instrumentation), hasPages);
        for (Commotion commotion : Commotion.values()) {
            Disturber disturber =
                    new Disturber(commotion, new Random(seed + commotion.name().hashCode()), means);
            disturbers.put(commotion, disturber);
            daemon(disturber, "storm-" + commotion.name());
        }
        crew.start();
        daemon(this::beat, "heart");
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(obey(line));
        }
    }

    private static void daemon(Runnable body, String name) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    private String obey(String line) {
        String[] words = line.split(" ", 2);
        try {
            switch (words[0]) {
                case "on" -> disturber(words[1]).on.set(true);
                case "off" -> disturber(words[1]).off();
                case "warm" -> crew.warmUp();
                case "still" -> {
                    crew.standStill();
                    // So that the time is told from that of any hit, even if the clocks differ a little.
                    Thread.sleep(STILL_MILLIS);
                    return line + " " + Instant.now() + calls();
                }
                case "go" -> crew.goOn();
                case "retransform" ->
                    instrumentation.retransformClasses(Family.valueOf(words[1]).type());
                default -> throw new IllegalArgumentException(line);
            }
            return line;
        } catch (Exception e) {
            return line + " failed: " + e;
        }
    }

    private Disturber disturber(String name) {
        return Objects.requireNonNull(disturbers.get(Commotion.valueOf(name)));
    }

    /** As {@code " FAMILY:thread=N,thread=N"} for each. */
    private String calls() {
        return crew.takeCalls().entrySet().stream()
                .map(family -> family.getValue().entrySet().stream()
                        .map(thread -> thread.getKey() + "=" + thread.getValue())
                        .collect(Collectors.joining(",", " " + family.getKey() + ":", "")))
                .collect(Collectors.joining());
    }

    private void beat() {
        try {
            while (true) {
                Thread.sleep(HEARTBEAT_MILLIS);
                Throwable wrong = crew.wrong();
                String times = disturbers.values().stream()
                        .map(disturber -> disturber.commotion + "=" + disturber.times)
                        .collect(Collectors.joining(","));
                String failure = disturbers.values().stream()
                        .filter(disturber -> !disturber.failure.isEmpty())
                        .map(disturber -> disturber.commotion + ": " + disturber.failure)
                        .findFirst()
                        .orElse(wrong == null ? "" : wrong.toString());
                System.out.println(
                        "heart " + crew.leastProgress() + " " + crew.refused() + " " + times + " " + failure);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has its commotion as often as it comes, while it is on. */
    private static final class Disturber implements Runnable {
        private static final long IDLE_MILLIS = 20;

        private final Commotion commotion;
        private final Random random;
        private final Commotion.Means means;
        private final AtomicBoolean on = new AtomicBoolean();
        private volatile boolean resting = true;
        private final AtomicLong times = new AtomicLong();
        private volatile String failure = "";

        Disturber(Commotion commotion, Random random, Commotion.Means means) {
            this.commotion = commotion;
            this.random = random;
            this.means = means;
        }

        /** Returns when it has come to an end. */
        void off() throws InterruptedException {
            on.set(false);
            while (!resting) {
                Thread.sleep(1);
            }
        }

        @Override
        public void run() {
            try {
                while (true) {
                    resting = false;
                    while (on.get()) {
                        disturb();
                        Thread.sleep(random.nextInt(commotion.mostMillis() + 1));
                    }
                    commotion.end(means);
                    resting = true;
                    Thread.sleep(IDLE_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void disturb() throws InterruptedException {
            try {
                commotion.once(random, means);
                times.incrementAndGet();
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception | Error e) {
                failure = e.toString();
            }
        }
    }
}
