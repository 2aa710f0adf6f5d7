package dev.xwatch.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * A hot method's life: interpreted, compiled by C1 and then C2, deoptimized when a class is loaded that breaks what C2
 * assumed, compiled again.
 *
 * <p>A program cannot ask whether its methods are compiled. Instead, calls come in rounds with pauses between them, in
 * which the compiler threads have the machine to themselves; several rounds more than are needed on an idle machine.
 */
final class TiersScene implements Scene {
    private static final String TARGET = "dev.xwatch.demo.Pricing::price";
    private static final int WARM_UP_ROUNDS = 8;
    /** Enough to notice that a tool that came in through the gate had compiled code thrown out, and compile again. */
    private static final int SETTLING_ROUNDS = 4;
    /** Of all threads together: more than HotSpot's Tier3- and Tier4InvocationThreshold (200 and 5000). */
    private static final int CALLS_PER_ROUND = 20_000;

    private static final long MILLIS_AFTER_ROUND = 200;

    private final Phases phases;
    private final Gate gate;
    private final Crew crew;
    private final int callsPerThread;
    private final int rounds;

    /**
     * @param crew the threads that exist from the start
     * @param callsPerThread calls made by each thread in a steady phase
     * @param rounds how often to play the last phase
     */
    TiersScene(Phases phases, Gate gate, Crew crew, int callsPerThread, int rounds) {
        this.phases = phases;
        this.gate = gate;
        this.crew = crew;
        this.callsPerThread = callsPerThread;
        this.rounds = rounds;
    }

    @Override
    public void play() throws DemoException, InterruptedException {
        Pricing pricing = new Pricing(70);
        Till books = new Till(pricing);
        phases.run(
                phase("warm-up", crew.size() + 1, false),
                () -> books.open(books()).plus(callInRounds(books, WARM_UP_ROUNDS)));
        settle("settle-1", books);
        steady("steady-1", List.of(crew), books);

        Till mixed = new Till(pricing);
        gate.pass("break");
        phases.run(
                phase("break", crew.size() + 1, false),
                () -> mixed.open(booksAndVouchers()).plus(callInRounds(mixed, WARM_UP_ROUNDS)));
        for (int round = 0; round < rounds; round++) {
            try (Crew late = new Crew("late", crew.size())) {
                settle("settle-2", mixed);
                steady("steady-2", List.of(crew, late), mixed);
            }
        }
    }

    private static List<Item> books() {
        List<Item> books = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            books.add(new Book(350 + 480 * i, 90 * i));
        }
        return books;
    }

    private static List<Item> booksAndVouchers() {
        List<Item> items = new ArrayList<>();
        for (Item book : books()) {
            items.add(book);
            items.add(Voucher.worth(book.listPrice()));
        }
        return items;
    }

    private void settle(String name, Till till) throws DemoException, InterruptedException {
        gate.ask(name);
        phases.run(phase(name, crew.size(), false), () -> callInRounds(till, SETTLING_ROUNDS));
    }

    private void steady(String name, List<Crew> crews, Till till) throws DemoException, InterruptedException {
        gate.pass(name);
        int threads = crews.stream().mapToInt(Crew::size).sum();
        phases.run(phase(name, threads, true), () -> Crew.together(crews, () -> till.sell(callsPerThread)));
    }

    private Tally callInRounds(Till till, int count) throws DemoException, InterruptedException {
        int calls = Math.max(1, CALLS_PER_ROUND / crew.size());
        Tally total = Tally.NONE;
        for (int i = 0; i < count; i++) {
            total = total.plus(Crew.together(List.of(crew), () -> till.sell(calls)));
            Thread.sleep(MILLIS_AFTER_ROUND);
        }
        return total;
    }

    private static Phase phase(String name, int threads, boolean steady) {
        return new Phase("tiers", name, TARGET, threads, steady);
    }
}
