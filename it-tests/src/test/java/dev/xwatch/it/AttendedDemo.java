package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The demo with {@code --wait}, led from step to step, and asked before and after what was counted. */
final class AttendedDemo {
    private static final String PRICE = "dev.xwatch.demo.Pricing::price";

    private final ChildJvm demo;
    private final Agent agent;
    /** Whether it has said that it waits, and was not answered yet. */
    private boolean waits;

    /** Loads the agent with options into the demo's JVM. */
    @FunctionalInterface
    interface Agent {
        ReplyFile load(String options) throws Exception;
    }

    AttendedDemo(ChildJvm demo, Agent agent) {
        this.demo = demo;
        this.agent = agent;
    }

    /** Lets everything pass that comes before a step. */
    void advanceTo(String step) throws Exception {
        String next = "";
        while (!step.equals(next)) {
            if (waits) {
                goOn();
            }
            next = words(demo.awaitLine("READY ")).get("next");
            waits = true;
        }
    }

    private void goOn() {
        waits = false;
        demo.println("");
    }

    /** Watches the hot method from now on. */
    void watchPrice() throws Exception {
        assertThat(agent.load("watch:" + PRICE).ok()).isTrue();
    }

    /**
     * Plays the rest. In the steady phases of both scenes the kernel's count is the number of calls made, and each hit is
     * accounted for.
     */
    void playWithExactCounts() throws Exception {
        advanceTo("steady-1");
        playCounted("steady-1", PRICE);
        advanceTo("steady-2");
        playCounted("steady-2", PRICE);
        for (String page : List.of("rwx", "wx")) {
            advanceTo("map-" + page);
            goOn();
            String address = words(demo.awaitLine("mapping ")).get("address");
            advanceTo(page);
            assertThat(agent.load("watch:" + page + "@watchpoint:" + address + ":1:x")
                            .ok())
                    .isTrue();
            playCounted(page, page);
            assertThat(agent.load("unwatch:" + page).ok()).isTrue();
        }
        demo.endInput(); // lets the second round, which kept the JVM there for the last count, pass
        Map<String, String> done = words(demo.awaitLine("done "));
        assertThat(done).containsEntry("exit", "0");
        assertThat(demo.awaitExit(ChildJvm.LONG)).isZero();
    }

    private void playCounted(String phase, String watch) throws Exception {
        await().atMost(ChildJvm.LONG)
                .until(() -> agent.load("list").watch(watch).isArmed());
        Counts before = agent.load("list").watch(watch).counts();
        goOn();
        Map<String, String> result = words(demo.awaitLine("phase "));
        assertThat(result).containsEntry("name", phase).containsEntry("steady", "true");
        ReplyFile.Watch after = agent.load("list").watch(watch);
        Counts made = after.counts().since(before);
        assertThat(made.hits()).as("hits in %s: %s", phase, after).isEqualTo(Long.parseLong(result.get("calls")));
        made.requireAddUp();
        assertThat(after.threadsArmed()).as("%s", after).isEqualTo(after.threads());
    }

    private static Map<String, String> words(String line) {
        return Pattern.compile(" ")
                .splitAsStream(line)
                .filter(word -> word.contains("="))
                .collect(Collectors.toMap(
                        word -> word.substring(0, word.indexOf('=')), word -> word.substring(word.indexOf('=') + 1)));
    }
}
