package dev.xwatch.diag;

import dev.xwatch.hotspot.HotSpot;
import dev.xwatch.hotspot.HotSpotUnavailableException;
import dev.xwatch.hotspot.Libjvm;
import dev.xwatch.hotspot.Method;
import dev.xwatch.hotspot.NMethod;
import dev.xwatch.sys.JdkInternals;
import dev.xwatch.sys.Linux;
import dev.xwatch.sys.MemoryAccessException;
import dev.xwatch.sys.NativeLibrary;
import dev.xwatch.sys.ProcessMemory;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tries in the running JVM what watching methods needs of it. For one use. */
public final class JvmInspection {
    private static final long COMPILED_WITHIN_NANOS = 10_000_000_000L;
    private static final int CALLS_A_LOOK = 10_000;

    private final Map<String, String> abilities = new TreeMap<>();
    private int sum;

    private interface Attempt {
        /** @return what is in the way, or the empty string */
        String run() throws IOException, HotSpotUnavailableException, ReflectiveOperationException;
    }

    /** @param instrumentation of this JVM, null if it has none to give */
    public JvmReport run(@Nullable Instrumentation instrumentation) {
        attempt("jfr", () -> ModuleLayer.boot().findModule("jdk.jfr").isPresent() ? "" : "no module jdk.jfr");
        if (instrumentation == null) {
            abilities.put("methods", "no module java.instrument");
        } else {
            attempt("methods", () -> open(instrumentation));
        }
        return new JvmReport(System.getProperty("java.vm.name") + " " + Runtime.version(), abilities);
    }

    private void attempt(String name, Attempt attempt) {
        String obstacle;
        try {
            obstacle = attempt.run();
        } catch (IOException
                | HotSpotUnavailableException
                | ReflectiveOperationException
                | MemoryAccessException
                | LinkageError e) {
            obstacle = e.toString();
        }
        abilities.put(name, obstacle);
    }

    private String open(Instrumentation instrumentation)
            throws IOException, HotSpotUnavailableException, ReflectiveOperationException {
        NativeLibrary.require();
        try (ProcessMemory memory = ProcessMemory.open()) {
            HotSpot hotspot = HotSpot.open(Libjvm.loaded(), memory, JdkInternals.open(instrumentation));
            attempt("threads", () -> threads(hotspot));
            attempt("new-classes", () -> newClasses(hotspot));
            return methods(hotspot);
        }
    }

    private static String threads(HotSpot hotspot) {
        OptionalInt found = hotspot.threads().nativeId(Thread.currentThread());
        return found.orElse(0) == Linux.gettid() ? "" : "this thread's native id is found as " + found;
    }

    private static String newClasses(HotSpot hotspot) throws HotSpotUnavailableException {
        hotspot.classWatcher();
        return "";
    }

    /** From a class to the address to arm: that of compiled code of a method which this makes hot. */
    private String methods(HotSpot hotspot) {
        Optional<Method> hot = hotspot.metadata().klassOf(JvmInspection.class).methods().stream()
                .filter(method -> method.name().equals("add"))
                .findFirst();
        if (hot.isEmpty()) {
            return "a method of a class is not found";
        }
        long start = System.nanoTime();
        while (System.nanoTime() - start < COMPILED_WITHIN_NANOS) {
            for (int i = 0; i < CALLS_A_LOOK; i++) {
                add(i);
            }
            Optional<NMethod> code = hotspot.nmethods().read(hot.get().code());
            if (code.isPresent()) {
                return judge(code.get(), hotspot);
            }
        }
        return "a hot method (" + sum + ") has no compiled code (-Xint?)";
    }

    private void add(int value) {
        sum += value;
    }

    private static String judge(NMethod code, HotSpot hotspot) {
        boolean entryInside = code.verifiedEntry() >= code.codeBegin() && code.verifiedEntry() < code.codeEnd();
        boolean foundAgain = hotspot.codeCache()
                .nmethodAt(code.verifiedEntry())
                .filter(found -> found.compileId() == code.compileId())
                .isPresent();
        return entryInside && foundAgain ? "" : "the verified entry of compiled code is not found: " + code;
    }
}
