package dev.xwatch.diag;

import static org.assertj.core.api.Assertions.assertThat;

import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.Test;

class JvmInspectionTest {
    @Test
    void findsAllThatIsNeededInThisJvm() {
        JvmReport report = new JvmInspection().run(ByteBuddyAgent.install());

        assertThat(report.abilities()).containsOnlyKeys("jfr", "methods", "new-classes", "threads");
        assertThat(report.abilities().values()).containsOnly("");
        assertThat(report.vm()).contains(Runtime.version().toString());
    }

    @Test
    void saysThatThereIsNoInstrumentation() {
        assertThat(new JvmInspection().run(null).abilities().get("methods")).contains("java.instrument");
    }
}
