package dev.xwatch.agent;

import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM enters. Once loaded by the system class loader this class is there for good, for every later load too: it
 * does as little as possible, and nothing that it meets gets out of it.
 */
public final class Agent {
    private static final String BOOT = "dev.xwatch.boot.Boot";

    /** What runs: answers a load's options, and whether it still runs afterwards. */
    private static @Nullable BiPredicate<String, Boolean> running;

    private static @Nullable InstLoader loader;

    private Agent() {}

    /** {@code -javaagent:xwatch.jar=OPTIONS}. */
    public static void premain(@Nullable String options, Instrumentation instrumentation) {
        load(options, instrumentation, true);
    }

    /** {@code jcmd PID JVMTI.agent_load xwatch.jar OPTIONS}. */
    public static void agentmain(@Nullable String options, Instrumentation instrumentation) {
        load(options, instrumentation, false);
    }

    private static synchronized void load(
            @Nullable String options, Instrumentation instrumentation, boolean atStartup) {
        try {
            if (running == null) {
                running = boot(instrumentation);
            }
            if (!running.test(options == null ? "" : options, atStartup)) {
                unload();
            }
        } catch (Throwable e) {
            System.err.println("[xwatch] cannot run: " + e);
            unload();
        }
    }

    @SuppressWarnings("unchecked") // Boot is not on this class's path
    private static BiPredicate<String, Boolean> boot(Instrumentation instrumentation) throws Exception {
        Path jar = Path.of(
                Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        loader = new InstLoader(jar);
        return (BiPredicate<String, Boolean>)
                loader.loadClass(BOOT).getConstructor(Instrumentation.class).newInstance(instrumentation);
    }

    private static void unload() {
        running = null;
        if (loader != null) {
            loader.close();
            loader = null;
        }
    }
}
