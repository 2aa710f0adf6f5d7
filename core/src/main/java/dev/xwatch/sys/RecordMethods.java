package dev.xwatch.sys;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.lang.runtime.ObjectMethods;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the JDK makes {@code equals}, {@code hashCode} and {@code toString} of records. Its shared method handles remember the
 * last type that they were adapted to: the record whose method was linked last, and its class loader, would stay for as long
 * as the JVM runs ({@code MethodHandle.asTypeCache} on JDK 17), or until memory runs short ({@code asTypeSoftCache} in
 * {@code java/lang/invoke/MethodHandle.java} of JDK 25). Stateless.
 */
public final class RecordMethods {
    private static final Logger LOG = LoggerFactory.getLogger(RecordMethods.class);

    private RecordMethods() {}

    /** Has the JDK remember other classes instead. For the end: records that are linked later are remembered again. */
    public static void forget() {
        try {
            // Where there are two caches, the soft one is for classes of loaders that can be unloaded, as ours is.
            for (Class<?> type : List.of(ofNoLoaderElse(), String.class)) {
                link(type);
            }
        } catch (Throwable e) {
            LOG.debug("the JDK may remember a record: {}", e.toString());
        }
    }

    private static Class<?> ofNoLoaderElse() {
        ClassLoader loader = new URLClassLoader(new URL[0], null);
        return Proxy.newProxyInstance(loader, new Class<?>[] {Runnable.class}, (proxy, method, arguments) -> null)
                .getClass();
    }

    /** As if the class were a record with one component of its own type. */
    private static void link(Class<?> type) throws Throwable {
        MethodHandle component = MethodHandles.identity(type);
        Map<String, MethodType> methods = Map.of(
                "equals", MethodType.methodType(boolean.class, type, Object.class),
                "hashCode", MethodType.methodType(int.class, type),
                "toString", MethodType.methodType(String.class, type));
        for (Map.Entry<String, MethodType> method : methods.entrySet()) {
            ObjectMethods.bootstrap(
                    MethodHandles.lookup(), method.getKey(), method.getValue(), type, "component", component);
        }
    }
}
