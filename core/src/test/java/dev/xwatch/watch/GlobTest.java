package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "'', a, false",
        "*, '', true",
        "**, abc, true",
        "a*c, abc, true",
        "a*c, ac, true",
        "a*c, acb, false",
        "a*b*c, aXbXbXc, true",
        "*ab, aab, true",
        "*aab*, aaaab, true",
        "a?c, abc, true",
        "a?c, ac, false",
        "?, \ud83d\ude00, true",
        "a?, a, false",
        "(a|b), (a|b), true",
        "a.c, abc, false",
        "\\Q*\\E, \\Qx\\E, true",
        "*b, 'a\nb', true",
    })
    void starsStandForAnythingAndQuestionMarksForOneCharacter(String glob, String name, boolean matches) {
        assertThat(new Glob(glob, true).matches(name)).isEqualTo(matches);
    }

    @Test
    void aQuestionMarkMayBeNoWildcard() {
        assertThat(new Glob("a?", false).matches("ab")).isFalse();
        assertThat(new Glob("a?", false).matches("a?")).isTrue();
    }

    @Test
    @Timeout(10)
    void manyStarsTakeNoLonger() {
        assertThat(new Glob("*a".repeat(100) + "b", true).matches("a".repeat(4096)))
                .isFalse();
    }
}
