package dev.xwatch.cli;

import dev.xwatch.fuzz.Fuzz;
import dev.xwatch.fuzz.Texts;
import dev.xwatch.watch.RefusedException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What users type, and what agents answer. */
class CliFuzzTest {
    private static final int MOST_ARGUMENTS = 50;
    private static final CommandLine COMMAND = new Cli(Path.of("xwatch.jar"), null).commandLine();

    @Test
    void arguments() {
        Fuzz.of(
                        "Cli",
                        Texts.like(
                                "attach 4711 com.acme.Order::price --limit 7 --budget=5% --pin",
                                "list 4711 --json",
                                "unwatch 4711 name",
                                "top 4711 -n 3",
                                "enrich in.jfr out.jfr",
                                "report in.jfr -o out.html"))
                .mayThrow(
                        CommandLine.ParameterException.class,
                        CommandLine.MissingParameterException.class,
                        CommandLine.UnmatchedArgumentException.class,
                        CommandLine.OverwrittenOptionException.class,
                        CommandLine.MaxValuesExceededException.class)
                // The options are read twice, which takes some hundred bytes for each character.
                .mayAllocate(32 << 20)
                .run(text -> {
                    CommandLine.ParseResult parsed = COMMAND.parseArgs(text.split(" ", MOST_ARGUMENTS));
                    if (parsed.hasSubcommand()
                            && parsed.subcommand().commandSpec().userObject() instanceof AttachCommand attach
                            && !parsed.subcommand().isUsageHelpRequested()
                            && !parsed.subcommand().isVersionHelpRequested()) {
                        return attach.options();
                    }
                    return parsed;
                });
    }

    @Test
    void replies() {
        String watch =
                "{\"name\":\"a\",\"state\":\"Armed\",\"method\":\"A.b()\",\"address\":\"0x7f\",\"compileId\":7,\"tier\":4,"
                        + "\"threads\":3,\"threadsArmed\":3,\"armMillis\":1.5,\"hits\":9,\"inlinedInto\":1,"
                        + "\"inlinedIntoMethods\":[\"C.d()\"],\"osrVersions\":1,\"reason\":\"\",\"observedTime\":99}";
        Fuzz.of(
                        "Answer",
                        Texts.like(
                                "{\"ok\":true,\"version\":\"1\",\"error\":null,\"watches\":[" + watch + "]}",
                                "{\"ok\":false,\"error\":{\"what\":\"a\",\"why\":\"b\",\"fix\":\"c\"},\"notes\":[\"d\"],\"watches\":[]}",
                                "{\"watches\":[" + watch + "],\"callers\":{\"a\":{\"C.d()\":5}}}"))
                .mayThrow(RefusedException.class)
                .run(json -> {
                    Answer answer = Answer.of(json);
                    for (WatchLine line : answer.watches()) {
                        line.place();
                        line.unseen();
                        line.time();
                    }
                    return List.of(answer, new TopTable(4711, COMMAND).of(answer, true));
                });
    }
}
