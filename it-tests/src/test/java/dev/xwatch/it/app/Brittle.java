package dev.xwatch.it.app;

import java.util.function.IntUnaryOperator;

/**
 * Code that is thrown out when it has been compiled: because of a branch that was never taken, and of a class that was the
 * only one of its kind. Loaded by a loader of its own, each time anew; its argument says what to do.
 */
public final class Brittle implements IntUnaryOperator {
    static final int TRAP = -1;
    static final int HIERARCHY = -2;

    /** An array: what a constant holds is known to the JIT, and needs no assumption about its class. */
    private final Root[] roots = {new Only()};

    private int traps;

    @Override
    public int applyAsInt(int x) {
        if (x == TRAP) {
            traps++;
            return work(-3);
        }
        if (x == HIERARCHY) {
            roots[0] = new Other();
            return work(0);
        }
        return work(x);
    }

    private int work(int x) {
        if (x < -2) {
            return traps * 7;
        }
        return roots[0].value(x);
    }

    abstract static class Root {
        abstract int value(int x);
    }

    static final class Only extends Root {
        @Override
        int value(int x) {
            return x + 1;
        }
    }

    static final class Other extends Root {
        @Override
        int value(int x) {
            return x - 1;
        }
    }
}
