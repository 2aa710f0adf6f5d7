package dev.xwatch.watch;

/** The end of this JVM, for who wants to be told when it begins. */
final class JvmExit implements AutoCloseable {
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
        }
    }

    /** @param task runs when it begins, beside what others want to do then; must not take long */
    static JvmExit onBegin(Runnable task) {
        Thread hook = new Thread(task, NAME);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            task.run();
        }
        return new JvmExit(hook);
    }

    /** The task does not run any more. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It has begun.
        }
    }
}
