package dev.xwatch.it.app;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntUnaryOperator;

/** Something that happens in a JVM and that xwatch has to bear. Each can be had again and again, from a thread of its own. */
public enum Commotion {
    /** Code that is compiled is thrown out: class hierarchies change, uncommon traps are taken. */
    DEOPTIMIZE(100) {
        @Override
        void once(Random random, Means means) throws Exception {
            IntUnaryOperator brittle = new OwnLoader().load(Brittle.class);
            means.call(brittle, COMPILED_CALLS);
            means.sum().add(brittle.applyAsInt(random.nextBoolean() ? Brittle.TRAP : Brittle.HIERARCHY));
            means.call(brittle, COMPILED_CALLS);
        }
    },
    /** Many methods are compiled: with a small code cache, others have to go. */
    FILL_CODE_CACHE(60) {
        @Override
        void once(Random random, Means means) throws Exception {
            IntUnaryOperator filler = new OwnLoader().load(Brittle.class);
            means.call(filler, COMPILED_CALLS);
            means.fillers().add(filler);
            if (means.fillers().size() > MOST_FILLERS) {
                // All at once: the space is reused by code of other sizes.
                means.fillers().clear();
            }
        }

        @Override
        void end(Means means) {
            means.fillers().clear();
        }
    },
    /** Classes are loaded, called, and left to be unloaded; hidden ones too. */
    LOAD_CLASSES(30) {
        @Override
        void once(Random random, Means means) throws Exception {
            if (random.nextBoolean()) {
                means.call(new OwnLoader().load(Brittle.class), 1);
                return;
            }
            Class<?> hidden = MethodHandles.lookup()
                    .defineHiddenClass(OwnLoader.bytes(Family.Guest.class.getName()), true)
                    .lookupClass();
            IntUnaryOperator operator =
                    (IntUnaryOperator) hidden.getDeclaredConstructor().newInstance();
            means.call(operator, HIDDEN_CALLS);
        }
    },
    /** The class of a watched method is loaded anew. */
    RELOAD_GUEST(300) {
        @Override
        void once(Random random, Means means) throws Exception {
            Family.reloadGuest();
        }
    },
    /** The code of a watched method is thrown out. */
    RETRANSFORM(400) {
        @Override
        void once(Random random, Means means) throws Exception {
            Family[] families = Family.values();
            means.instrumentation().retransformClasses(families[random.nextInt(families.length)].type());
        }
    },
    /** Threads start, call what is watched, and die; some leave heirs. */
    THREADS(20) {
        @Override
        void once(Random random, Means means) throws Exception {
            Family[] families = Family.values();
            List<Thread> threads = new ArrayList<>();
            for (int i = random.nextInt(MOST_THREADS); i >= 0; i--) {
                threads.add(means.crew().brief(families[random.nextInt(families.length)], random.nextBoolean()));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    },
    /** Virtual threads, where there are any, that park and go on. */
    VIRTUAL_THREADS(100) {
        @Override
        void once(Random random, Means means) throws Exception {
            if (Runtime.version().feature() < FIRST_WITH_VIRTUAL_THREADS) {
                return;
            }
            // By its name: this is compiled for JDK 17.
            Method factory = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
            ExecutorService executor = (ExecutorService) factory.invoke(null);
            for (int i = 0; i < VIRTUAL_THREADS_AT_ONCE; i++) {
                executor.execute(() -> LockSupport.parkNanos(NANOS_PER_MILLI));
            }
            executor.shutdown();
            executor.awaitTermination(1, TimeUnit.MINUTES);
        }
    },
    /** Garbage, some of which grows old, some of which is large. */
    ALLOCATE(5) {
        @Override
        void once(Random random, Means means) {
            for (int i = 0; i < ARRAYS; i++) {
                means.garbage().set(new byte[random.nextInt(MOST_BYTES)]);
            }
            means.old().add(new byte[MOST_BYTES]);
            if (means.old().size() > MOST_OLD) {
                means.old().clear();
                means.garbage().set(new byte[LARGE_BYTES]);
            }
        }

        @Override
        void end(Means means) {
            means.old().clear();
            means.garbage().set(new byte[0]);
        }
    },
    /** The heap is collected at once. */
    COLLECT(1_000) {
        @Override
        void once(Random random, Means means) {
            System.gc();
        }
    },
    /** All threads are stopped, to look at their stacks. */
    SAFEPOINT(50) {
        @Override
        void once(Random random, Means means) {
            Thread.getAllStackTraces();
        }
    },
    /** Code pages that come and go. */
    PAGES(10) {
        @Override
        void once(Random random, Means means) {
            if (means.hasPages()) {
                CodePages.Way[] ways = CodePages.Way.values();
                CodePages.comeAndGo(ways[random.nextInt(ways.length)], random.nextInt());
            }
        }
    };

    /**
     * What they need.
     *
     * @param hasPages whether the library of {@link CodePages} is loaded
     * @param sum of all that was computed, so that it is
     * @param fillers whose code is to stay for a while
     * @param old garbage, some time later
     * @param garbage the latest
     */
    record Means(
            Crew crew,
            Instrumentation instrumentation,
            boolean hasPages,
            LongAdder sum,
            List<IntUnaryOperator> fillers,
            List<byte[]> old,
            AtomicReference<byte[]> garbage) {
        Means(Crew crew, Instrumentation instrumentation, boolean hasPages) {
            this(
                    crew,
                    instrumentation,
                    hasPages,
                    new LongAdder(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new AtomicReference<>());
        }

        void call(IntUnaryOperator operator, int times) {
            int result = 0;
            for (int i = 0; i < times; i++) {
                result += operator.applyAsInt(i);
            }
            sum.add(result);
        }
    }

    private static final int COMPILED_CALLS = 12_000;
    private static final int HIDDEN_CALLS = 500;
    private static final int MOST_FILLERS = 1_500;
    private static final int MOST_THREADS = 6;
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;
    private static final int VIRTUAL_THREADS_AT_ONCE = 50;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int ARRAYS = 50;
    private static final int MOST_BYTES = 20_000;
    private static final int MOST_OLD = 2_000;
    private static final int LARGE_BYTES = 8_000_000;

    private final int mostMillis;

    /** @param mostMillis the longest pause between two times */
    Commotion(int mostMillis) {
        this.mostMillis = mostMillis;
    }

    /** Does it once. */
    abstract void once(Random random, Means means) throws Exception;

    /** Keeps nothing of it: in the same thread, when it has been had enough. */
    void end(Means means) {}

    final int mostMillis() {
        return mostMillis;
    }

    /**
     * Whether a watched method's code stays what it is meanwhile, unless HotSpot has reasons of its own: then each call is a
     * hit.
     */
    public boolean leavesWatchedCodeAlone() {
        return this != RETRANSFORM && this != RELOAD_GUEST;
    }
}
