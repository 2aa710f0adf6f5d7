package dev.xwatch.cli;

import dev.xwatch.jfr.Enrichment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code enrich IN.jfr OUT.jfr}. */
@Command(
        name = "enrich",
        description = "Makes a recording with dev.xwatch.Hit events ready for JDK Mission Control: adds"
                + " dev.xwatch.Execution events, whose thread and stack are those of the thread that hit.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:done", "1:it could not be done", "2:wrong usage"})
final class EnrichCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "IN.jfr", description = "Any recording, one that a kill left too.")
    private Path in = Path.of("");

    @Parameters(index = "1", paramLabel = "OUT.jfr", description = "Where to write it. What is there is replaced.")
    private Path out = Path.of("");

    @Override
    public Integer call() {
        try {
            print(Enrichment.enrich(in, out));
            return 0;
        } catch (IOException | RuntimeException e) {
            System.err.println("[xwatch] " + in + " -> " + out + ": " + e);
            return 1;
        } catch (NoClassDefFoundError e) {
            System.err.println("[xwatch] recordings cannot be read: this Java runtime has no module jdk.jfr");
            return 1;
        }
    }

    private void print(Enrichment.Result result) {
        if (result.wasReady()) {
            System.out.println(out + ": a copy, because " + in + " is ready for JMC");
        } else {
            System.out.println(out + ": ready for JMC, " + result.hits() + " dev.xwatch.Execution events added");
        }
        if (result.lostBytes() > 0) {
            System.out.println("The recording was cut off: the last " + result.lostBytes()
                    + " bytes cannot be read, and what happened in them is lost");
        }
    }
}
