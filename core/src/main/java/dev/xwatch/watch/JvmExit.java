package dev.xwatch.watch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of this JVM, for who wants to be told when it begins. */
final class JvmExit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JvmExit.class);
    private static final String NAME = "xwatch-exit";

    /** Never runs, unless the JVM's exit begins in the moment that it is registered. */
    private static final Thread PROBE = new Thread(() -> {}, NAME);

    private final Thread hook;

    private JvmExit(Thread hook) {
        this.hook = hook;
    }

    /** For one thread at a time. The JDK tells only those who want a hook: {@code Runtime.addShutdownHook} fails then. */
    static boolean isUnderWay() {
        try {
            Runtime.getRuntime().addShutdownHook(PROBE);
            Runtime.getRuntime().removeShutdownHook(PROBE);
            return false;
        } catch (IllegalStateException e) {
            return true;
        } catch (SecurityException e) {
            return false;
        }
    }

    /** @param task runs when it begins, beside what others want to do then; must not take long */
    static JvmExit onBegin(Runnable task) {
        // Kept until the end or until it is closed: nothing of an application must be kept with it.
        Thread hook = new Thread(null, task, NAME, 0, false);
        hook.setContextClassLoader(JvmExit.class.getClassLoader());
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            task.run(); // it has begun already
        } catch (SecurityException e) {
            LOG.debug("the JVM's exit will not be noticed: {}", e.toString());
        }
        return new JvmExit(hook);
    }

    /** The task does not run any more. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException | SecurityException e) {
            LOG.debug("the hook stays: {}", e.toString());
        }
    }
}
