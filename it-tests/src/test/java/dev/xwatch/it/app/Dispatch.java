package dev.xwatch.it.app;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** A way of calling. */
public enum Dispatch {
    STATIC("dev.xwatch.it.app.Targets::mixed") {
        @Override
        long call(int calls) {
            long sum = 0;
            for (int i = 0; i < calls; i++) {
                sum += Targets.mixed(i);
            }
            return sum;
        }
    },
    VIRTUAL("dev.xwatch.it.app.Targets$Counted::mixed") {
        @Override
        long call(int calls) {
            long sum = 0;
            for (int i = 0; i < calls; i++) {
                for (Targets.Plain receiver : Targets.RECEIVERS) {
                    sum += receiver.mixed(i);
                }
            }
            return sum;
        }
    },
    INTERFACE("dev.xwatch.it.app.Targets$Square::area") {
        @Override
        long call(int calls) {
            long sum = 0;
            for (int i = 0; i < calls; i++) {
                for (Targets.Shape shape : Targets.SHAPES) {
                    sum += shape.area(i);
                }
            }
            return sum;
        }
    },
    /** For a JVM that is told to interpret {@code Interpreted::call} for good. */
    INTERPRETED("dev.xwatch.it.app.Targets::mixed") {
        @Override
        long call(int calls) {
            return Interpreted.call(calls);
        }
    },
    REFLECTION("dev.xwatch.it.app.Targets::mixed") {
        @Override
        long call(int calls) {
            try {
                Method mixed = Targets.class.getDeclaredMethod("mixed", long.class);
                long sum = 0;
                for (int i = 0; i < calls; i++) {
                    sum += (Long) mixed.invoke(null, (long) i);
                }
                return sum;
            } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
        }
    };

    private final String target;

    Dispatch(String target) {
        this.target = target;
    }

    /** The method called, {@code class::method}. */
    public String target() {
        return target;
    }

    /**
     * Calls the target.
     *
     * @param calls how often
     * @return the sum of its results
     */
    abstract long call(int calls);

    /** The caller of {@link #INTERPRETED}. */
    static final class Interpreted {
        private Interpreted() {}

        static long call(int calls) {
            long sum = 0;
            for (int i = 0; i < calls; i++) {
                sum += Targets.mixed(i);
            }
            return sum;
        }
    }
}
