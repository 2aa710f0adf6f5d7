package dev.xwatch.it.app;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.logging.LogManager;

/** Uses libraries of its own class path, says which, what else it can see, and which system properties there are. */
public final class Libraries {
    private static final List<String> OF_THE_AGENT = List.of(
            "dev.xwatch.agent.Agent",
            "dev.xwatch.watch.Engine",
            "dev.xwatch.boot.Boot",
            "dev.xwatch.sys.Linux",
            "com.kenai.jffi.internal.StubLoader");

    private Libraries() {}

    /** The application's, which the JDK takes if nobody has logged before {@code main} says so. */
    public static final class OwnLogManager extends LogManager {}

    /** What jnr-ffi binds. */
    public interface LibC {
        int getpid();
    }

    public static void main(String[] args) throws Exception {
        Class<?> loader = Class.forName("jnr.ffi.LibraryLoader");
        Object created = loader.getMethod("create", Class.class).invoke(null, LibC.class);
        LibC libc = (LibC) loader.getMethod("load", String.class).invoke(created, "c");
        System.out.println("jnr-ffi " + origin(loader) + " getpid "
                + (libc.getpid() == ProcessHandle.current().pid()));

        Class<?> byteBuddy = Class.forName("net.bytebuddy.ByteBuddy");
        Object builder = byteBuddy
                .getMethod("subclass", Class.class)
                .invoke(byteBuddy.getConstructor().newInstance(), Object.class);
        Method make = Class.forName("net.bytebuddy.dynamic.DynamicType$Builder").getMethod("make");
        Object made = make.invoke(builder);
        byte[] bytes = (byte[]) Class.forName("net.bytebuddy.dynamic.DynamicType")
                .getMethod("getBytes")
                .invoke(made);
        System.out.println("byte-buddy " + origin(byteBuddy) + " made a class " + (bytes.length > 50));

        Class<?> slf4j = Class.forName("org.slf4j.LoggerFactory");
        Object logger = slf4j.getMethod("getLogger", String.class).invoke(null, "app");
        System.out.println(
                "slf4j " + origin(slf4j) + " logs to " + logger.getClass().getName());

        Class<?> jackson = Class.forName("com.fasterxml.jackson.core.JsonFactory");
        System.out.println("jackson " + origin(jackson) + " "
                + jackson.getMethod("version").invoke(jackson.getConstructor().newInstance()));

        System.setProperty("java.util.logging.manager", OwnLogManager.class.getName());
        System.out.println("logging " + LogManager.getLogManager().getClass().getSimpleName());

        for (String name : OF_THE_AGENT) {
            System.out.println("sees " + name + " " + sees(name));
        }
        new TreeMap<>(System.getProperties())
                .forEach((key, value) -> System.out.println(
                        "property " + key + "=" + value.toString().replace("\n", "\\n")));
    }

    private static String origin(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .getFileName()
                .toString();
    }

    private static String sees(String name) {
        try {
            return "from " + origin(Class.forName(name));
        } catch (ClassNotFoundException e) {
            return "not";
        } catch (Exception e) {
            return e.toString();
        }
    }
}
