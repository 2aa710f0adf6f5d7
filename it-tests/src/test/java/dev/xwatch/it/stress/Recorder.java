package dev.xwatch.it.stress;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.management.JMException;

/** Starts, dumps and stops recordings at random. For one thread. */
final class Recorder {
    private static final int MOST = 3;

    private final StressedJvm jvm;
    private final Path directory;
    private final Random random;
    private final Tally tally;
    private final List<String> running = new ArrayList<>();
    private final List<Path> finished = new ArrayList<>();
    private int names;

    Recorder(StressedJvm jvm, Path directory, Random random, Tally tally) {
        this.jvm = jvm;
        this.directory = directory;
        this.random = random;
        this.tally = tally;
    }

    /** Does one thing. */
    void once() throws JMException, IOException {
        if (running.isEmpty() || (running.size() < MOST && random.nextBoolean())) {
            start();
        } else if (random.nextBoolean()) {
            String name = running.get(random.nextInt(running.size()));
            Path dump = directory.resolve(name + "-dump-" + ++names + ".jfr");
            jvm.diagnostic("jfrDump", "name=" + name, "filename=" + dump);
            finished.add(dump);
            tally.one("jfr dumped");
        } else {
            stop(running.get(random.nextInt(running.size())));
        }
    }

    private void start() throws JMException, IOException {
        String name = "recording-" + ++names;
        List<String> arguments =
                new ArrayList<>(List.of("name=" + name, "filename=" + directory.resolve(name + ".jfr")));
        if (random.nextBoolean()) {
            // Rotated: this is less than one chunk holds.
            arguments.add("maxsize=1m");
        }
        if (random.nextInt(3) == 0) {
            arguments.add("settings=profile");
        }
        jvm.diagnostic("jfrStart", arguments.toArray(String[]::new));
        running.add(name);
        tally.one("jfr started");
    }

    private void stop(String name) throws JMException, IOException {
        jvm.diagnostic("jfrStop", "name=" + name);
        running.remove(name);
        finished.add(directory.resolve(name + ".jfr"));
        tally.one("jfr stopped");
    }

    /** Stops what is running. @return all files since this was asked last */
    List<Path> end() throws JMException, IOException {
        for (String name : List.copyOf(running)) {
            stop(name);
        }
        List<Path> files = List.copyOf(finished);
        finished.clear();
        return files;
    }
}
