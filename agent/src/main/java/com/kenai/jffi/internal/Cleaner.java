package com.kenai.jffi.internal;

/**
 * Stands in the place of jffi's class of this name, which starts a thread, {@code Cleaner-0}, that never ends: what jffi
 * registers with it refers to the very objects whose end it waits for. That thread would keep xwatch's class loader alive
 * after {@code stop}. What is registered here is freed on request alone; it is a library handle and a few call
 * descriptions.
 */
public final class Cleaner {
    private Cleaner() {}

    /** Called by jffi. */
    public static Runnable register(Object referent, Runnable action) {
        return action;
    }
}
