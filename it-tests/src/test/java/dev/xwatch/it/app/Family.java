package dev.xwatch.it.app;

import java.util.Locale;
import java.util.function.IntUnaryOperator;

/**
 * Methods that are watched under stress. Each is called only by {@link #call}, and only in threads whose names begin with
 * its family's, so that a hit tells whether it is given to whom it belongs. To be run with none of them inlined.
 */
public enum Family {
    ALPHA(Alpha.class, "work") {
        @Override
        long sum(int calls) {
            long sum = 0;
            for (int i = 0; i < calls; i++) {
                sum += Alpha.work(i);
            }
            return sum;
        }
    },
    BETA(Beta.class, "work") {
        @Override
        long sum(int calls) {
            long sum = 0;
            for (int i = 0; i < calls; i++) {
                sum += Beta.work(i);
            }
            return sum;
        }
    },
    GAMMA(Gamma.class, "work") {
        @Override
        long sum(int calls) {
            long sum = 0;
            for (int i = 0; i < calls; i++) {
                sum += Gamma.RECEIVER.work(i);
            }
            return sum;
        }
    },
    /** Of a class that is unloaded and loaded again. */
    GUEST(Guest.class, "applyAsInt") {
        @Override
        long sum(int calls) {
            long sum = 0;
            for (int i = 0; i < calls; i++) {
                sum += guest.applyAsInt(i);
            }
            return sum;
        }

        @Override
        Class<?> type() {
            return guest.getClass();
        }
    };

    private static volatile IntUnaryOperator guest = new Guest();

    private final Class<?> type;
    private final String method;

    Family(Class<?> type, String method) {
        this.type = type;
        this.method = method;
    }

    /** What is written into {@code watch:}. */
    public String spec() {
        return type.getName() + "::" + method;
    }

    /** The watched method in the way of {@code dev.xwatch.Hit}, without its parameters. */
    public String hitMethod() {
        return type.getName() + "." + method;
    }

    /** How the line of its only caller begins in {@code dev.xwatch.Hit}. */
    public String hitCaller() {
        return getClass().getName() + ".sum(";
    }

    /** How the names of its threads begin. */
    public String threads() {
        return name().toLowerCase(Locale.ROOT) + "-";
    }

    abstract long sum(int calls);

    /**
     * Calls the method so many times.
     *
     * @throws IllegalStateException if it worked wrongly
     */
    final void call(int calls) {
        long sum = sum(calls);
        long right = (long) calls * (calls - 1) / 2;
        if (sum != right) {
            throw new IllegalStateException(this + " worked wrongly: " + sum + " instead of " + right);
        }
    }

    /** The class whose method is called now. */
    Class<?> type() {
        return type;
    }

    /** Has the guest's class loaded anew. Who is in it stays there to its end; then it can be unloaded. */
    static void reloadGuest() throws Exception {
        guest = new OwnLoader().load(Guest.class);
    }

    static final class Alpha {
        private Alpha() {}

        static long work(long value) {
            return value;
        }
    }

    /** Large enough to be compiled by both compilers, one after the other. */
    static final class Beta {
        private Beta() {}

        static long work(long value) {
            long changed = (value ^ (value >>> 7)) * 31 + 17;
            return value + (changed & 0);
        }
    }

    /** Its method is no static one. */
    static final class Gamma {
        static final Gamma RECEIVER = new Gamma();

        private final long[] zeros = new long[4];

        long work(long value) {
            long sum = value;
            for (long zero : zeros) {
                sum += zero;
            }
            return sum;
        }
    }

    /** Its method is called through an interface. */
    public static final class Guest implements IntUnaryOperator {
        @Override
        public int applyAsInt(int x) {
            return x;
        }
    }
}
