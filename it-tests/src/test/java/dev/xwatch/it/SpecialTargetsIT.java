package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.xwatch.it.app.Specials;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each kind of method is armed, or refused with the right reason. */
@RequiresBreakpoints
class SpecialTargetsIT {
    private static final String APP = Specials.class.getName();
    private static final int CALLS = 1_000;
    private static final int WARM_UP_CALLS = 20_000;

    /** What becomes of a spec, and how many hits it has for each of the calls; -1 where the JDK itself calls it too. */
    private record Target(String spec, long hitsPerCall) {}

    private static final List<Target> ARMED = List.of(
            new Target(APP + "::over", 3),
            new Target(APP + "::over(long)", 1),
            new Target(APP + "::over(Ljava/lang/String;)I", 1),
            new Target(APP + "$Made::<init>", 1),
            new Target(APP + "::lambda$*", 1),
            new Target(APP + "$Twin::applyAsInt", 2),
            new Target(APP + "$Cloak*::applyAsInt", 1),
            new Target("java.lang.String::hashCode", -1),
            new Target("java.util.HashMap::getNode", -1));

    private record Refused(String spec, String why) {}

    private static final List<Refused> REFUSED = List.of(
            new Refused(APP + "$Heir::inherited", "inherits it from " + APP + "$Base"),
            new Refused(APP + "$Shape::area", "is abstract"),
            new Refused(APP + "::ovre", "declares no ovre"));

    @RegisterExtension
    final ChildJvms children = new ChildJvms();

    @EachJdk
    void armedOrRefused(Jdk jdk) throws Exception {
        ChildJvm child = children.start(Launch.on(jdk)
                // Compiled once, by C1, and nothing is inlined: from then on each call enters the same code.
                .jvm("-XX:TieredStopAtLevel=1", "-XX:-BackgroundCompilation", "-XX:-Inline")
                .main(Specials.class));
        child.awaitLine("ready");
        call(child, WARM_UP_CALLS);
        for (Target target : ARMED) {
            child.load("watch:" + target.spec() + ",stack:off,args:off");
            await().atMost(ChildJvm.LONG).untilAsserted(() -> {
                call(child, WARM_UP_CALLS);
                assertThat(child.load("list").only().isArmed())
                        .as(target.spec())
                        .isTrue();
            });
            Counts before = child.load("list").only().counts();
            call(child, CALLS);
            Counts counted = child.load("list").only().counts().since(before);
            if (target.hitsPerCall() >= 0) {
                assertThat(counted.hits()).as("hits of %s", target).isEqualTo(CALLS * target.hitsPerCall());
            } else {
                assertThat(counted.hits()).as("hits of %s", target).isPositive();
            }
            child.load("unwatch:all");
        }
        for (Refused refused : REFUSED) {
            ReplyFile reply = child.load("watch:" + refused.spec());
            assertThat(reply.ok()).as(refused.spec()).isFalse();
            assertThat(reply.error().orElseThrow().why()).contains(refused.why());
            child.load("unwatch:all");
        }
        ReplyFile.Watch once = child.load("watch:" + APP + "::<clinit>").only();
        assertThat(once.state()).isEqualTo("Pending");
        assertThat(once.reason()).contains("interpreted");
        child.endInput();
        assertThat(child.awaitExit(ChildJvm.LONG)).isZero();
    }

    private static void call(ChildJvm child, int calls) throws InterruptedException {
        child.println("call " + calls);
        child.awaitLine("done");
    }
}
