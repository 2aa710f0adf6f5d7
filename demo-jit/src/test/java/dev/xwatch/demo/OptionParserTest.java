package dev.xwatch.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionParserTest {
    @Test
    void defaultsPlayBothScenesUnattended() throws UsageException {
        Options options = OptionParser.parse();

        assertThat(options)
                .isEqualTo(new Options(
                        Options.Scenes.ALL,
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        20_000,
                        4,
                        Duration.ofMillis(1200),
                        1,
                        false,
                        0,
                        false));
    }

    @Test
    void everyOptionIsTaken() throws UsageException {
        Options options = OptionParser.parse(
                "--scene=code",
                "--rwx-at=0x7f1234567000",
                "--wx-at=0xABCD000",
                "--calls=7",
                "--threads=3",
                "--pause=0",
                "--rounds=2",
                "--wait",
                "--exit-status=42",
                "--help");

        assertThat(options)
                .isEqualTo(new Options(
                        Options.Scenes.CODE,
                        OptionalLong.of(0x7f1234567000L),
                        OptionalLong.of(0xabcd000L),
                        7,
                        3,
                        Duration.ZERO,
                        2,
                        true,
                        42,
                        true));
    }

    @Test
    void theLastValueCounts() throws UsageException {
        assertThat(OptionParser.parse("--calls=1", "--calls=2").calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "--verbose, unknown option",
        "--verbose=1, unknown option",
        "tiers, unknown option",
        "--calls, without its value",
        "--wait=yes, unknown option",
        "--scene=none, 'tiers, code or all'",
        "--calls=0, a number from 1",
        "--calls=many, a number from 1",
        "--calls=99999999999, a number from 1",
        "--threads=-1, a number from 1",
        "--exit-status=256, from 0 to 255",
        "--rwx-at=4096, in hexadecimal",
        "--rwx-at=0x1001, a multiple of 4096",
        "--wx-at=0x0, a multiple of 4096",
        "--wx-at=0x-1000, a multiple of 4096",
        "--wx-at=0xzz000, in hexadecimal",
    })
    void whatIsWrongIsNamed(String arg, String message) {
        assertThatThrownBy(() -> OptionParser.parse(arg))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(arg.substring(arg.indexOf('=') + 1));
    }
}
