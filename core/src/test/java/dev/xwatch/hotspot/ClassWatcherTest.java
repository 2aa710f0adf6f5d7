package dev.xwatch.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xwatch.sys.MemoryAccessException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.invoke.MethodHandles;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ClassWatcherTest {
    private static final RunningJvm JVM = RunningJvm.INSTANCE;
    private static final ClassLoadingMXBean CLASS_LOADING = ManagementFactory.getClassLoadingMXBean();
    private static final String SEED = "dev/xwatch/hotspot/Seed";

    private final ClassWatcher watcher;
    private final List<String> names = new ArrayList<>();
    private final Set<InstanceKlass> klasses = new HashSet<>();

    ClassWatcherTest() throws HotSpotUnavailableException {
        watcher = JVM.hotspot().classWatcher();
    }

    private void scan() {
        for (InstanceKlass klass : watcher.scan()) {
            klasses.add(klass);
            try {
                names.add(klass.name());
            } catch (MemoryAccessException e) {
                // Nothing holds it: it may have been unloaded since.
            }
        }
    }

    private long reportedSeeds() {
        return names.stream().filter(SEED::equals).count();
    }

    private static byte[] seed() throws IOException {
        try (InputStream in = ClassWatcherTest.class.getResourceAsStream("Seed.class")) {
            return in.readAllBytes();
        }
    }

    private static final class OneClassLoader extends ClassLoader {
        OneClassLoader() {
            super(null);
        }

        Class<?> define(byte[] classFile) {
            return defineClass(null, classFile, 0, classFile.length);
        }
    }

    @Test
    void theFirstScanReportsWhatIsLoadedAndNothingElse() {
        Set<InstanceKlass> before = loadedKlasses();
        scan();
        Set<InstanceKlass> after = loadedKlasses();

        assertThat(klasses).containsAll(before);
        assertThat(names)
                .contains("java/lang/String", "java/util/HashMap$Node")
                .noneMatch(name -> name.startsWith("["));
        klasses.removeAll(before);
        assertThat(after).containsAll(klasses);
    }

    private static Set<InstanceKlass> loadedKlasses() {
        return Arrays.stream(JVM.instrumentation().getAllLoadedClasses())
                .filter(type -> !type.isArray() && !type.isPrimitive())
                .map(JVM.hotspot().metadata()::klassOf)
                .collect(Collectors.toSet());
    }

    private static long loadedSeeds() {
        return Arrays.stream(JVM.instrumentation().getAllLoadedClasses())
                .filter(type -> type.getName().equals(SEED.replace('/', '.')))
                .count();
    }

    @Test
    void aNewClassIsReportedOnce() throws Exception {
        // Unloading would make it report all again.
        long unloaded;
        do {
            scan();
            names.clear();
            unloaded = CLASS_LOADING.getUnloadedClassCount();
            Class<?> type = new OneClassLoader().define(seed());
            for (int i = 0; i < 5; i++) {
                scan();
            }
            assertThat(klasses).contains(JVM.hotspot().metadata().klassOf(type));
        } while (CLASS_LOADING.getUnloadedClassCount() != unloaded);

        assertThat(reportedSeeds()).isEqualTo(1);
    }

    @Test
    void aHiddenClassIsReportedUnderItsOwnName() throws Exception {
        scan();
        names.clear();
        Class<?> hidden =
                MethodHandles.lookup().defineHiddenClass(seed(), false).lookupClass();
        scan();

        assertThat(names)
                .map(MethodNames::className)
                .filteredOn(hidden.getName()::equals)
                .hasSize(1);
        assertThat(klasses).contains(JVM.hotspot().metadata().klassOf(hidden));
    }

    @Test
    void theSameNameInTwoLoadersIsReportedTwice() throws Exception {
        scan();
        names.clear();
        Class<?> one = new OneClassLoader().define(seed());
        Class<?> other = new OneClassLoader().define(seed());
        scan();
        scan();

        assertThat(one).isNotSameAs(other);
        assertThat(reportedSeeds()).isEqualTo(2);
    }

    @Test
    void aFailedDefinitionIsNotReported() throws Exception {
        scan();
        names.clear();
        OneClassLoader loader = new OneClassLoader();
        Class<?> type = loader.define(seed());
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> loader.define(seed())).isInstanceOf(LinkageError.class);
            scan();
        }

        assertThat(reportedSeeds()).isEqualTo(1);
        assertThat(klasses).contains(JVM.hotspot().metadata().klassOf(type));
    }

    @Test
    void aRetransformedClassIsNotANewOne() throws Exception {
        Class<?> type = new OneClassLoader().define(seed());
        scan();
        names.clear();
        ClassFileTransformer same = new ClassFileTransformer() {
            @Override
            public byte[] transform(
                    ClassLoader loader, String name, Class<?> of, ProtectionDomain domain, byte[] classFile) {
                return classFile;
            }
        };
        JVM.instrumentation().addTransformer(same, true);
        try {
            for (int i = 0; i < 3; i++) {
                JVM.instrumentation().retransformClasses(type);
                scan();
            }
        } finally {
            JVM.instrumentation().removeTransformer(same);
        }
        assertThat(reportedSeeds()).isZero();
    }

    @Test
    void afterUnloadingAllAreReportedAgain() throws Exception {
        scan();
        names.clear();
        long unloaded = CLASS_LOADING.getUnloadedClassCount();
        new OneClassLoader().define(seed());
        long start = System.nanoTime();
        while (CLASS_LOADING.getUnloadedClassCount() == unloaded) {
            System.gc();
            assertThat(System.nanoTime() - start).isLessThan(30_000_000_000L);
        }
        scan();

        assertThat(names).contains("java/lang/String");
        assertThat(reportedSeeds()).isEqualTo(loadedSeeds());
    }

    @Test
    void survivesLoadingAndUnloadingMeanwhile() throws Exception {
        byte[] classFile = seed();
        boolean[] end = new boolean[1];
        Thread churn = new Thread(() -> {
            for (int round = 0; round < 40; round++) {
                for (int i = 0; i < 100; i++) {
                    new OneClassLoader().define(classFile);
                }
                System.gc();
            }
            synchronized (end) {
                end[0] = true;
            }
        });
        churn.start();
        int scans = 0;
        for (boolean done = false; !done; scans++) {
            scan();
            synchronized (end) {
                done = end[0];
            }
        }
        churn.join();
        assertThat(scans).isGreaterThan(1);

        names.clear();
        Class<?> last = new OneClassLoader().define(classFile);
        scan();
        assertThat(klasses).contains(JVM.hotspot().metadata().klassOf(last));
    }
}
