package dev.xwatch.agent;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM enters. The class of the first jar that a JVM loads answers every later load, of other versions too, for as
 * long as that JVM lives: this class and its loader must do as little as possible, and never change. What they start is of
 * the jar that was asked for, and nothing that they meet gets out of them.
 */
public final class Agent {
    private static final String BOOT = "dev.xwatch.boot.Boot";
    private static final String THIS = "dev/xwatch/agent/Agent.class";
    private static final String JAR = "jar:";

    /** What runs: takes a load's options and the jar that was asked for, unless it has come to its end. */
    private static @Nullable BiPredicate<String, Path> running;

    private Agent() {}

    /** {@code -javaagent:xwatch.jar=OPTIONS}. */
    public static void premain(@Nullable String options, Instrumentation instrumentation) {
        load(options == null ? "" : options, instrumentation);
    }

    /** {@code jcmd PID JVMTI.agent_load xwatch.jar OPTIONS}. */
    public static void agentmain(@Nullable String options, Instrumentation instrumentation) {
        load(options == null ? "" : options, instrumentation);
    }

    private static void load(String options, Instrumentation instrumentation) {
        try {
            Path jar = askedFor(options);
            boolean taken = false;
            while (!taken) {
                taken = running(jar, instrumentation).test(options, jar);
            }
        } catch (Throwable e) {
            complain(e);
        }
    }

    private static void complain(Throwable failure) {
        try {
            System.err.println("[xwatch] cannot run: " + failure);
        } catch (Throwable e) {
            // There may be no memory for it: no reason to keep the application from starting.
        }
    }

    /**
     * The JVM does not say which jar it loads. It appends each to the system class path, once: of several, the last is meant,
     * unless the options begin with {@code jar:PATH}.
     */
    private static Path askedFor(String options) throws IOException, URISyntaxException {
        if (options.startsWith(JAR)) {
            int comma = options.indexOf(',');
            return Path.of(options.substring(JAR.length(), comma < 0 ? options.length() : comma));
        }
        Path last = Path.of(
                Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        for (URL url : Collections.list(Agent.class.getClassLoader().getResources(THIS))) {
            if (url.openConnection() instanceof JarURLConnection entry) {
                Path jar = Path.of(entry.getJarFileURL().toURI());
                last = Files.isReadable(jar) ? jar : last;
            }
        }
        return last;
    }

    @SuppressWarnings("unchecked") // Boot is not on this class's path
    private static synchronized BiPredicate<String, Path> running(Path jar, Instrumentation instrumentation)
            throws Exception {
        if (running == null) {
            InstLoader loader = new InstLoader(jar);
            try {
                running = (BiPredicate<String, Path>) loader.loadClass(BOOT)
                        .getConstructor(Instrumentation.class, Path.class, Runnable.class)
                        .newInstance(instrumentation, jar, (Runnable) () -> ended(loader));
            } catch (Throwable e) {
                loader.close();
                throw e;
            }
        }
        return running;
    }

    private static synchronized void ended(InstLoader loader) {
        running = null;
        loader.close();
    }
}
