package dev.xwatch.hotspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StubsTest {
    private static final RunningJvm JVM = RunningJvm.INSTANCE;

    private final List<Stubs.Stub> stubs = JVM.hotspot().stubs().all();

    private List<Stubs.Stub> named(String name) {
        return stubs.stream().filter(stub -> stub.name().equals(name)).toList();
    }

    @Test
    void blobsAreKnownByName() {
        assertThat(named("DeoptimizationBlob")).hasSize(1).allMatch(Stubs.Stub::isEntry);
        assertThat(named("Interpreter")).hasSize(1).noneMatch(Stubs.Stub::isEntry);
    }

    @Test
    void noneIsACompiledMethod() {
        Set<String> names = stubs.stream().map(Stubs.Stub::name).collect(Collectors.toSet());

        assertThat(names).doesNotContain("nmethod", "native nmethod").hasSizeGreaterThan(10);
        assertThat(stubs).allMatch(stub -> JVM.hotspot().codeCache().contains(stub.address()));
    }

    @Test
    void exportedStubRoutinesLieInTheirBlobs() {
        List<Stubs.Stub> copies = named("jbyte_arraycopy");
        // JDK 25 exports almost none.
        for (Stubs.Stub copy : copies) {
            assertThat(JVM.hotspot().codeCache().blobAt(copy.address()))
                    .hasValueSatisfying(blob -> assertThat(blob.name()).startsWith("StubRoutines"));
        }
    }
}
