package dev.xwatch.cli;

import dev.xwatch.diag.JvmInspection;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** What the doctor starts on each JDK: prints what xwatch can do in the JVM that runs this. */
@Command(name = "inspect", hidden = true, mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
final class InspectCommand implements Runnable {
    private final @Nullable Instrumentation instrumentation;

    InspectCommand(@Nullable Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    @Override
    public void run() {
        System.out.print(new JvmInspection().run(instrumentation).text());
    }
}
