package dev.xwatch.hotspot;

import dev.xwatch.procfs.MemoryMaps;
import dev.xwatch.procfs.MemoryRegion;
import dev.xwatch.sys.JdkInternals;
import dev.xwatch.sys.Library;
import dev.xwatch.sys.Memory;
import dev.xwatch.sys.ProcessMemory;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import javax.management.ObjectName;
import net.bytebuddy.agent.ByteBuddyAgent;

/** The JVM that runs the tests, opened for them once. */
record RunningJvm(Instrumentation instrumentation, Library libjvm, Memory memory, HotSpot hotspot) {
    static final RunningJvm INSTANCE = open();

    private static RunningJvm open() {
        try {
            Instrumentation instrumentation = ByteBuddyAgent.install();
            JdkInternals.enableNativeAccess(instrumentation);
            JdkInternals internals = JdkInternals.open(instrumentation);
            String path = MemoryMaps.self().regions().stream()
                    .map(MemoryRegion::path)
                    .filter(p -> p.endsWith("/libjvm.so"))
                    .findFirst()
                    .orElseThrow();
            Library libjvm = Library.loaded(path);
            Memory memory = ProcessMemory.open();
            return new RunningJvm(instrumentation, libjvm, memory, HotSpot.open(libjvm, memory, internals));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    MethodTables methodTables() {
        try {
            return new MethodTables(hotspot.vmStructs(), memory);
        } catch (HotSpotUnavailableException e) {
            throw new AssertionError(e);
        }
    }

    Method method(Class<?> holder, String name, String signature) {
        return hotspot.metadata().klassOf(holder).methods().stream()
                .filter(m -> m.name().equals(name) && m.signature().equals(signature))
                .findFirst()
                .orElseThrow();
    }

    static String diagnosticCommand(String operation) throws Exception {
        return (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), operation, null, null);
    }
}
