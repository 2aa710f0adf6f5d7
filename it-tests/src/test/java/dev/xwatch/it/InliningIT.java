package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.xwatch.it.app.Inlining;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls of inlined copies are not counted, but it is said where they are; with {@code noinline:on} there are none. */
@RequiresBreakpoints
class InliningIT {
    private static final String LEAF = "dev.xwatch.it.app.Inlining$Leaf::leaf";
    private static final String CALLERS = "dev.xwatch.it.app.Inlining$Callers.";
    private static final int CALLS = 2_000;
    private static final int WARM_UP_CALLS = 3_000_000;

    @RegisterExtension
    final ChildJvms children = new ChildJvms();

    @EachJdk
    void inlinedCopiesAreNamedAndThenForbidden(Jdk jdk) throws Exception {
        ChildJvm child = children.start(Launch.on(jdk)
                .jvm("-XX:-TieredCompilation", "-XX:-BackgroundCompilation", "-XX:CompileCommand=quiet")
                .jvm("-XX:CompileCommand=exclude," + CALLERS.replaceFirst("\\.$", "::third"))
                .agent("watch:" + LEAF, "stack:off", "args:off")
                .main(Inlining.class));
        child.awaitLine("ready");
        warmUp(child);
        await().atMost(ChildJvm.LONG).untilAsserted(() -> {
            ReplyFile.Watch watch = child.load("list").only();
            assertThat(watch.isArmed()).as("%s", watch).isTrue();
            assertThat(watch.unseen().inlinedIntoMethods()).contains(CALLERS + "first()", CALLERS + "second()");
            assertThat(watch.unseen().inlinedInto())
                    .isEqualTo(watch.unseen().inlinedIntoMethods().size());
            assertThat(watch.unseen().inlinedIntoMethods()).doesNotContain(CALLERS + "third()");
        });
        requireHits(child, 0, 0, CALLS);

        child.load("unwatch:all");
        ReplyFile.Watch kept =
                child.load("watch:" + LEAF + ",noinline:on,stack:off,args:off").only();
        assertThat(kept.reason()).contains("kept out of line").doesNotContain("not kept");
        assertThat(child.jcmd("Compiler.directives_print")).contains("Inlining$Leaf");
        warmUp(child);
        await().atMost(ChildJvm.LONG).untilAsserted(() -> {
            ReplyFile.Watch watch = child.load("list").only();
            assertThat(watch.isArmed()).as("%s", watch).isTrue();
            assertThat(watch.unseen().inlinedIntoMethods()).isEmpty();
        });
        requireHits(child, CALLS, CALLS, CALLS);

        child.load("stop");
        assertThat(child.jcmd("Compiler.directives_print")).doesNotContain("Inlining$Leaf");
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();
    }

    private static void warmUp(ChildJvm child) throws InterruptedException {
        for (String caller : new String[] {"first", "second"}) {
            call(child, caller, WARM_UP_CALLS);
        }
        call(child, "third", WARM_UP_CALLS / 100);
    }

    private static void call(ChildJvm child, String caller, int calls) throws InterruptedException {
        child.println(caller + " " + calls);
        child.awaitLine("done " + caller);
    }

    private static void requireHits(ChildJvm child, long ofFirst, long ofSecond, long ofThird) throws Exception {
        assertThat(hits(child, "first")).isEqualTo(ofFirst);
        assertThat(hits(child, "second")).isEqualTo(ofSecond);
        assertThat(hits(child, "third")).isEqualTo(ofThird);
    }

    private static long hits(ChildJvm child, String caller) throws Exception {
        Counts before = child.load("list").only().counts();
        call(child, caller, CALLS);
        return child.load("list").only().counts().since(before).hits();
    }
}
