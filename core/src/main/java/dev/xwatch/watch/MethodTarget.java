package dev.xwatch.watch;

import dev.xwatch.hotspot.Method;
import java.lang.ref.WeakReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A method of one loaded class, which it does not keep from being unloaded. */
final class MethodTarget extends Target {
    private static final long CHECK_NANOS = 200_000_000;

    private final WeakReference<Class<?>> holder;
    private final String name;
    private final String signature;
    private Method metadata;
    private long code;
    private long checkedNanos = System.nanoTime();

    MethodTarget(Watch watch, Class<?> holder, Method metadata) {
        super(watch, metadata.displayName());
        this.holder = new WeakReference<>(holder);
        this.name = metadata.name();
        this.signature = metadata.signature();
        this.metadata = metadata;
    }

    /** The class, null once it is unloaded. Only while it is held may {@link #metadata} be read. */
    @Nullable
    Class<?> holder() {
        return holder.get();
    }

    Method metadata() {
        return metadata;
    }

    /** Whether it is time to look whether the class still has this version of the method; it then is not for a while. */
    boolean isCheckDue(long nowNanos) {
        if (nowNanos - checkedNanos < CHECK_NANOS) {
            return false;
        }
        checkedNanos = nowNanos;
        return true;
    }

    /**
     * Finds the version that the class has now: redefining or retransforming a class replaces its methods.
     *
     * @param declared the methods of the class now
     */
    void follow(List<Method> declared) {
        if (declared.contains(metadata)) {
            return;
        }
        for (Method method : declared) {
            if (method.name().equals(name) && method.signature().equals(signature)) {
                metadata = method;
                return;
            }
        }
    }

    /** {@code Method::_code} as it was followed last: the address of an nmethod, or 0. */
    long code() {
        return code;
    }

    void code(long address) {
        code = address;
    }
}
