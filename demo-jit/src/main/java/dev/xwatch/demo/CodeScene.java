package dev.xwatch.demo;

import java.util.List;

/**
 * Code generated at run time, without the JVM's knowledge: machine code written into a page that is writable and
 * executable at once ({@code rwx}), and into one that is made executable when it is written ({@code wx}).
 */
final class CodeScene implements Scene {
    private static final String NAME = "code";

    private final Phases phases;
    private final Reporter reporter;
    private final Gate gate;
    private final Crew crew;
    private final Options options;

    CodeScene(Phases phases, Reporter reporter, Gate gate, Crew crew, Options options) {
        this.phases = phases;
        this.reporter = reporter;
        this.gate = gate;
        this.crew = crew;
        this.options = options;
    }

    @Override
    public void play() throws DemoException, InterruptedException {
        requireX86Linux();
        NativeMemory memory = NativeMemory.open();
        for (int round = 0; round < options.rounds(); round++) {
            gate.ask("map-rwx");
            // Mapped first and unmapped last: while it lies there, executable or not, the other cannot get its address.
            try (CodePage executableLater = CodePage.map(memory, options.wxAt(), false)) {
                try (CodePage both = CodePage.map(memory, options.rwxAt(), true)) {
                    both.writeFunction(0x5eed);
                    execute("rwx", both, 0x5eed);
                }
                gate.ask("map-wx");
                executableLater.writeFunction(-0x5eed);
                executableLater.makeExecutable();
                execute("wx", executableLater, -0x5eed);
            }
        }
    }

    private static void requireX86Linux() throws DemoException {
        if (!"Linux".equals(System.getProperty("os.name")) || !"amd64".equals(System.getProperty("os.arch"))) {
            throw new DemoException(
                    "the scene code runs on Linux on x86_64 only: its machine code is written for that");
        }
    }

    private void execute(String name, CodePage page, int returns) throws DemoException, InterruptedException {
        reporter.mapping(NAME, name, page);
        gate.pass(name);
        Phase phase = new Phase(NAME, name, Reporter.hex(page.address()), crew.size(), true);
        phases.run(phase, () -> Crew.together(List.of(crew), () -> callAll(page, returns)));
    }

    private Tally callAll(CodePage page, int returns) throws DemoException {
        long sum = 0;
        int made = 0;
        while (made < options.calls()) {
            sum += page.call();
            made++;
        }
        long expected = (long) made * returns;
        if (sum != expected) {
            throw new DemoException("the code at " + Reporter.hex(page.address()) + ": " + made + " calls came to "
                    + sum + ", not " + expected);
        }
        return new Tally(made, sum);
    }
}
