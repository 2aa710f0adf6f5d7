package dev.xwatch.it.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xwatch.it.HitFile;
import dev.xwatch.it.app.Family;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is taken for a wrong attribution. */
class RecordedIT {
    private static final String ALPHA = Family.ALPHA.hitMethod() + "(long)";
    private static final String CALLER = Family.ALPHA.hitCaller() + "Family.java:20)";

    private static void require(String method, Optional<String> javaThread, String threadName, String caller) {
        HitFile.Hit hit = new HitFile.Hit(
                Instant.EPOCH, "w", "method", method, 0x1000, javaThread, threadName, 7, 0, 1, 4, caller);
        Recorded.requireRightAttribution(new HitFile(List.of(hit), List.of(), List.of(), List.of()), new Tally());
    }

    @Test
    void whatIsRightPasses() {
        require(ALPHA, Optional.of("alpha-7"), "alpha-7", CALLER);
        require(ALPHA, Optional.empty(), "alpha-7", CALLER);
        require(ALPHA, Optional.empty(), "", CALLER);
        require(ALPHA, Optional.empty(), "alpha-7", "... the stack is not finished");
        require("java.lang.String.hashCode()", Optional.of("main"), "main", "a.B.c(B.java:1)");
    }

    @Test
    void aThreadOfAnotherFamilyIsWrong() {
        assertThatThrownBy(() -> require(ALPHA, Optional.empty(), "beta-7", CALLER))
                .hasMessageContaining("a thread of another's");
    }

    @Test
    void twoNamesOfOneThreadAreWrong() {
        assertThatThrownBy(() -> require(ALPHA, Optional.of("alpha-8"), "alpha-7", CALLER))
                .hasMessageContaining("two threads' names");
    }

    @Test
    void noNameOfAThreadThatIsKnownIsWrong() {
        assertThatThrownBy(() -> require(ALPHA, Optional.of("alpha-7"), "", CALLER))
                .hasMessageContaining("two threads' names");
    }

    @Test
    void anotherCallerIsWrong() {
        assertThatThrownBy(
                        () -> require(ALPHA, Optional.empty(), "alpha-7", Family.BETA.hitCaller() + "Family.java:30)"))
                .hasMessageContaining("another caller");
    }

    @Test
    void aFamilyIsToldByItsMethod() {
        assertThat(Family.values())
                .allSatisfy(family -> assertThat(Recorded.family(new HitFile.Hit(
                                Instant.EPOCH,
                                "w",
                                "method",
                                family.hitMethod() + "(int)",
                                1,
                                Optional.empty(),
                                "",
                                1,
                                0,
                                1,
                                1,
                                "")))
                        .contains(family));
    }
}
