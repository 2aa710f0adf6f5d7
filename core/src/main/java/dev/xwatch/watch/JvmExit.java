package dev.xwatch.watch;

/** Whether this JVM is ending. */
final class JvmExit {
    /** Never runs, unless the JVM's exit begins in the moment that it is registered. */
    private static final Thread HOOK = new Thread(() -> {}, "xwatch-exit");

    private JvmExit() {}

    /** For one thread at a time. The JDK tells only those who want a hook: {@code Runtime.addShutdownHook} fails then. */
    static boolean isUnderWay() {
        try {
            Runtime.getRuntime().addShutdownHook(HOOK);
            Runtime.getRuntime().removeShutdownHook(HOOK);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
