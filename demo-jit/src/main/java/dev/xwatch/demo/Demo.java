package dev.xwatch.demo;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** The program: plays the scenes that the command line asks for. See {@link Help}. */
public final class Demo {
    private static final int FAILURE = 1;
    private static final int USAGE = 2;

    private final Options options;
    private final Reporter reporter;

    private Demo(Options options, Reporter reporter) {
        this.options = options;
        this.reporter = reporter;
    }

    /** Runs the program and ends the JVM with its exit status. */
    public static void main(String[] args) throws InterruptedException {
        Options options;
        try {
            options = OptionParser.parse(args);
        } catch (UsageException e) {
            System.err.println("demo-jit: " + e.getMessage() + " (--help says more)");
            System.exit(USAGE);
            return;
        }
        if (options.help()) {
            System.out.print(Help.TEXT);
            return;
        }
        System.exit(new Demo(options, new Reporter(System.out)).run());
    }

    private int run() throws InterruptedException {
        Phases phases = new Phases(reporter, PhaseLog.available());
        int exit = options.exitStatus();
        try (Crew crew = new Crew("worker", options.threads())) {
            for (Scene scene : scenes(phases, gate(), crew)) {
                scene.play();
            }
        } catch (DemoException e) {
            System.err.println("demo-jit: " + e.getMessage());
            exit = FAILURE;
        }
        reporter.done(phases.calls(), exit);
        return exit;
    }

    private List<Scene> scenes(Phases phases, Gate gate, Crew crew) {
        List<Scene> scenes = new ArrayList<>();
        if (options.scenes() != Options.Scenes.CODE) {
            scenes.add(new TiersScene(phases, gate, crew, options.calls(), options.rounds()));
        }
        if (options.scenes() != Options.Scenes.TIERS) {
            scenes.add(new CodeScene(phases, reporter, gate, crew, options));
        }
        return scenes;
    }

    private Gate gate() {
        if (!options.attended()) {
            return new Gate.Timed(options.pause());
        }
        return new Gate.Attended(
                reporter, new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())));
    }
}
