package dev.xwatch.watch;

import dev.xwatch.hotspot.InstanceKlass;
import dev.xwatch.hotspot.Method;
import dev.xwatch.sys.Memory;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.List;

/**
 * A method of one loaded class, which it does not keep from being unloaded: it never even asks for the class, because a
 * collector that marks concurrently would take that for a use.
 */
final class MethodTarget extends Target {
    private final WeakReference<Class<?>> holder;
    private final InstanceKlass klass;
    private final String name;
    private final String signature;
    private final boolean isNative;
    private final boolean intrinsic;
    private long methodsAddress;
    private Method metadata;
    private long code;
    /** Calls counted by versions of the method that were replaced, less those before the watch. */
    private long earlierCalls;

    /** By the present version, -1 while that is not known. */
    private long presentCalls = -1;

    private long osrVersions;
    private Collection<String> inlinedInto = List.of();

    /** @param unloaded learns of the end of the class */
    MethodTarget(
            Watch watch, Class<?> holder, InstanceKlass klass, Method metadata, ReferenceQueue<Class<?>> unloaded) {
        super(watch, metadata.displayName());
        this.holder = new WeakReference<>(holder, unloaded);
        this.klass = klass;
        this.name = metadata.name();
        this.signature = metadata.signature();
        this.isNative = metadata.isNative();
        this.intrinsic = metadata.isIntrinsic();
        this.methodsAddress = klass.methodsAddress();
        this.metadata = metadata;
        if (metadata.code() != 0) {
            // What was called before it was compiled is long over.
            earlierCalls = -metadata.invocations();
        }
    }

    /** Whether the class is no more: what its addresses lead to is something else then. */
    boolean isUnloaded() {
        return holder.refersTo(null);
    }

    InstanceKlass klass() {
        return klass;
    }

    Method metadata() {
        return metadata;
    }

    /**
     * Finds the version that the class has now: redefining or retransforming a class replaces its methods.
     *
     * @param memory as it is now
     * @return whether it is another one
     */
    boolean refresh(Memory memory) {
        long methods = klass.methodsAddress(memory);
        if (methods == methodsAddress) {
            return false;
        }
        for (Method method : klass.methods()) {
            if (method.name().equals(name) && method.signature().equals(signature)) {
                boolean replaced = !method.equals(metadata);
                if (replaced) {
                    metadata = method;
                    earlierCalls += Math.max(0, presentCalls);
                    presentCalls = 0;
                }
                methodsAddress = methods;
                return replaced;
            }
        }
        return false;
    }

    /** {@code Method::_code} as it was followed last: the address of an nmethod, or 0. */
    long code() {
        return code;
    }

    void code(long address) {
        code = address;
    }

    /** What it waits for as long as it has never been compiled. */
    String awaitsCompilation() {
        long calls = unseen().interpretedCalls();
        String counted = calls < 0 ? "" : calls == 0 ? "; no call so far" : "; about " + calls + " calls so far";
        return (isNative ? "native: no wrapper is compiled yet" : "interpreted: not compiled yet") + counted;
    }

    /** @param calls that the present version of the method counted, -1 if it does not count */
    void observed(long osr, long calls) {
        osrVersions = osr;
        presentCalls = calls;
    }

    void inlinedInto(Collection<String> callers) {
        inlinedInto = callers;
    }

    @Override
    Unseen unseen() {
        return new Unseen(
                inlinedInto, osrVersions, intrinsic, presentCalls < 0 ? -1 : Math.max(0, earlierCalls + presentCalls));
    }
}
