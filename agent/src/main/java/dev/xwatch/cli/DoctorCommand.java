package dev.xwatch.cli;

import dev.xwatch.diag.Diagnosis;
import dev.xwatch.diag.Jdks;
import dev.xwatch.diag.Needs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code doctor [--json]}. */
@Command(
        name = "doctor",
        description = "Tries what watching needs on this machine, and says why and what to do where something fails.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:execution watches work", "1:they do not", "2:wrong usage"})
final class DoctorCommand implements Callable<Integer> {
    private final Path jar;

    @Option(names = "--json", description = "Print the checks as JSON.")
    private boolean json;

    DoctorCommand(Path jar) {
        this.jar = jar;
    }

    @Override
    public Integer call() throws IOException {
        Diagnosis diagnosis = Needs.doctor(jar, Jdks.found()).examine();
        if (json) {
            DiagnosisJson.write(diagnosis, System.out);
        } else {
            System.out.print(DiagnosisText.of(diagnosis));
        }
        return diagnosis.obstacle().isEmpty() ? 0 : 1;
    }
}
