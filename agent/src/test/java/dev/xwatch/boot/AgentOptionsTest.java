package dev.xwatch.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xwatch.watch.RefusedException;
import dev.xwatch.watch.WatchOptions;
import dev.xwatch.watch.WatchRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

class AgentOptionsTest {
    private static AgentOptions parse(String text) {
        return AgentOptions.of(OptionSplitter.split(text));
    }

    @Test
    void watchesMayBeRepeatedAndTheLastFileWins() {
        AgentOptions options = parse("watch:A::b,record:1.jfr,watch:x@C::d,record:2.jfr,reply:r,log:debug");

        assertThat(options.watches()).extracting(WatchRequest::name).containsExactly("A::b", "x");
        assertThat(options.record()).contains("2.jfr");
        assertThat(options.reply()).contains("r");
        assertThat(options.log()).contains(Level.DEBUG);
        assertThat(options.stop()).isFalse();
    }

    @Test
    void optionsOfWatchScopeHoldForEveryWatchOfTheList() {
        AgentOptions options = parse("limit:7,watch:A::b,limit:5,watch:C::d,for:1.5m");

        assertThat(options.watches()).hasSize(2).allSatisfy(watch -> {
            assertThat(watch.options().limit()).hasValue(5);
            assertThat(watch.options().duration()).contains(Duration.ofSeconds(90));
        });
    }

    @ParameterizedTest
    @CsvSource({"budget:2.5%,2.5", "budget:1,1", "budget:off,0", "budget:off;budget:3%,3"})
    void theBudgetIsAPercentage(String text, double percent) {
        assertThat(parse(text.replace(';', ',')).budget()).contains(percent);
    }

    @Test
    void aPinIsASwitch() {
        assertThat(parse("watch:A::b,pin").watches().get(0).options().pinned()).isTrue();
        assertThat(parse("watch:A::b").watches().get(0).options().pinned()).isFalse();
    }

    @Test
    void aTimeWithoutAUnitIsInSeconds() {
        assertThat(parse("watch:A::b,for:30").watches().get(0).options().duration())
                .contains(Duration.ofSeconds(30));
        assertThat(parse("watch:A::b,for:250ms").watches().get(0).options().duration())
                .contains(Duration.ofMillis(250));
    }

    @ParameterizedTest
    @CsvSource({"4096,4096", "3KB,3072", "3k,3072", "256MB,268435456", "256m,268435456", "2GB,2147483648"})
    void sizesAreWrittenAsForTheJdksOwnRecordings(String size, long bytes) {
        assertThat(parse("recordmax:" + size).recordMax()).hasValue(bytes);
    }

    @Test
    void aBareWatchIsAnsweredWithWhatJcmdDid() {
        assertThatThrownBy(() -> parse("watch"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("jcmd cut it at '=': write watch:SPEC");
    }

    @Test
    void anUnknownKeyIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> parse("wacht:A::b"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("wacht")
                .hasMessageContaining("nearest are watch");
    }

    @ParameterizedTest
    @CsvSource({
        "log:loud,loud",
        "stop:now,stop",
        "record,record",
        "budget:0%,budget:off",
        "budget:101,budget:5%",
        "unwatch,unwatch",
        "limit:0,limit:100",
        "limit:x,limit:100",
        "limit,limit:100",
        "recordmax:0,recordmax:256MB",
        "recordmax:1TB,recordmax:256MB",
        "for:0s,for:30s",
        "for:1y,for:30s",
        "for,for:30s",
        "stack:0,stack:off",
        "stack:2049,2048",
        "stack:-1,stack:off",
        "stack:deep,deep",
        "stack,stack:32",
        "args:yes,args:on",
        "args,args:on"
    })
    void aWrongValueIsRefusedByName(String text, String named) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(named);
    }

    @Test
    void stacksAndArgumentsAreGivenForEveryWatchOfTheirList() {
        assertThat(parse("watch:A::b,stack:8,watch:C::d,args:off").watches())
                .extracting(WatchRequest::options)
                .containsOnly(WatchOptions.DEFAULT.withStackFrames(8).withArguments(false));
        assertThat(parse("watch:A::b,stack:off,args:on").watches())
                .extracting(WatchRequest::options)
                .containsOnly(WatchOptions.DEFAULT.withStackFrames(0));
    }

    @Test
    void theReplyFileIsFoundEvenWhereTheRestIsWrong() {
        assertThat(AgentOptions.reply(OptionSplitter.split("nonsense:1,reply:/tmp/r")))
                .contains("/tmp/r");
    }

    @Test
    void aRecordingWithANameThatNoFileCanHaveIsRefused() {
        assertThatThrownBy(() -> AgentOptions.items(List.of("record:a\0b")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("it names no file");
    }
}
