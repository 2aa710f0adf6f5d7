package dev.xwatch.agent;

import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Where {@code java -jar xwatch.jar} enters: all else is behind the class loader. */
public final class Main {
    private static final String CLI = "dev.xwatch.cli.Cli";

    private static @Nullable Instrumentation instrumentation;

    private Main() {}

    /** Called before {@link #main}, by the manifest's Launcher-Agent-Class, where there is a module java.instrument. */
    public static void agentmain(@Nullable String options, Instrumentation given) {
        instrumentation = given;
    }

    @SuppressWarnings("unchecked") // Cli is not on this class's path
    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        int status;
        try (InstLoader loader = new InstLoader(jar)) {
            ToIntFunction<String[]> cli = (ToIntFunction<String[]>) loader.loadClass(CLI)
                    .getConstructor(Path.class, Instrumentation.class)
                    .newInstance(jar, instrumentation);
            status = cli.applyAsInt(arguments);
        }
        System.exit(status);
    }
}
