package dev.xwatch.sys;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.Set;

/**
 * What an agent may open to itself in {@code java.base} without flags: {@code jdk.internal.misc.Unsafe} for reads, and
 * the private parts of {@link Thread} that lead to its native thread. Thread-safe.
 */
public final class JdkInternals {
    private final MethodHandle getLongOfObject;
    private final MethodHandle getLongAt;
    private final MethodHandle objectFieldOffset;
    private final MethodHandle allThreads;
    private final VarHandle eetop;
    private final int referenceBytes;

    private JdkInternals(
            MethodHandle getLongOfObject,
            MethodHandle getLongAt,
            MethodHandle objectFieldOffset,
            MethodHandle allThreads,
            VarHandle eetop,
            int referenceBytes) {
        this.getLongOfObject = getLongOfObject;
        this.getLongAt = getLongAt;
        this.objectFieldOffset = objectFieldOffset;
        this.allThreads = allThreads;
        this.eetop = eetop;
        this.referenceBytes = referenceBytes;
    }

    /**
     * Opens {@code java.lang} and {@code jdk.internal.misc} to this class's module.
     *
     * @throws ReflectiveOperationException if this JDK has not what is looked for
     */
    public static JdkInternals open(Instrumentation instrumentation) throws ReflectiveOperationException {
        openPackages(instrumentation);
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        Class<?> unsafeClass = Class.forName("jdk.internal.misc.Unsafe");
        Object unsafe = unsafeClass.getMethod("getUnsafe").invoke(null);
        MethodHandles.Lookup threads = MethodHandles.privateLookupIn(Thread.class, lookup);
        return new JdkInternals(
                lookup.findVirtual(unsafeClass, "getLong", MethodType.methodType(long.class, Object.class, long.class))
                        .bindTo(unsafe),
                lookup.findVirtual(unsafeClass, "getLong", MethodType.methodType(long.class, long.class))
                        .bindTo(unsafe),
                lookup.findVirtual(
                                unsafeClass,
                                "objectFieldOffset",
                                MethodType.methodType(long.class, Class.class, String.class))
                        .bindTo(unsafe),
                threads.findStatic(Thread.class, "getThreads", MethodType.methodType(Thread[].class)),
                threads.findVarHandle(Thread.class, "eetop", long.class),
                (int) unsafeClass.getMethod("arrayIndexScale", Class.class).invoke(unsafe, Object[].class));
    }

    /**
     * Lets unnamed modules load native libraries without the warning, or the refusal, of JEP 472 (Java 24 and later):
     * the manifest attribute for it is not looked at for agents. Does nothing where the JDK knows no such permission.
     */
    public static void enableNativeAccess(Instrumentation instrumentation) throws IllegalAccessException {
        openPackages(instrumentation);
        MethodHandle enable;
        try {
            enable = MethodHandles.privateLookupIn(Module.class, MethodHandles.lookup())
                    .findStatic(
                            Module.class, "implAddEnableNativeAccessToAllUnnamed", MethodType.methodType(void.class));
        } catch (NoSuchMethodException e) {
            return;
        }
        invoke(() -> {
            enable.invokeExact();
            return 0L;
        });
    }

    private static void openPackages(Instrumentation instrumentation) {
        Module self = JdkInternals.class.getModule();
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of("jdk.internal.misc", Set.of(self)),
                Map.of("java.lang", Set.of(self)),
                Set.of(),
                Map.of());
    }

    /** The eight bytes at an offset within an object. */
    public long getLong(Object base, long offset) {
        return invoke(() -> (long) getLongOfObject.invokeExact(base, offset));
    }

    /**
     * The eight bytes at an address, in less than a nanosecond. The caller vouches for the address: if it is not mapped
     * the JVM dies. Memory that may have gone is read through {@link Memory}.
     */
    public long getLong(long address) {
        return invoke(() -> (long) getLongAt.invokeExact(address));
    }

    /**
     * Where objects of a class of the JDK have a field, in bytes from their beginning.
     *
     * @throws ReflectiveOperationException if this JDK has no such class, or it has no such field
     */
    public long fieldOffset(String className, String field) throws ReflectiveOperationException {
        Class<?> type = Class.forName(className, false, null);
        try {
            return invoke(() -> (long) objectFieldOffset.invokeExact(type, field));
        } catch (InternalError e) {
            throw new NoSuchFieldException(className + "." + field);
        }
    }

    /** How many bytes a reference takes within an object: 4 if they are compressed. */
    public int referenceBytes() {
        return referenceBytes;
    }

    /** The live platform threads, without stopping them. */
    public Thread[] threads() {
        return invoke(() -> (Thread[]) allThreads.invokeExact());
    }

    /** The address of the thread's {@code JavaThread}, 0 if it is not started, has ended or is virtual. */
    public long eetop(Thread thread) {
        return (long) eetop.get(thread);
    }

    private interface Call<T> {
        T run() throws Throwable;
    }

    private static <T> T invoke(Call<T> call) {
        try {
            return call.run();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
