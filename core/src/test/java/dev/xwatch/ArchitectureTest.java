package dev.xwatch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import org.jspecify.annotations.NullMarked;

/** The directions of the packages: arrows point down only, and one package alone touches native code. */
@AnalyzeClasses(packages = "dev.xwatch", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_POINT_DOWN = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.xwatch..")
            .optionalLayer("sys")
            .definedBy("dev.xwatch.sys..")
            .optionalLayer("perf")
            .definedBy("dev.xwatch.perf..")
            .optionalLayer("procfs")
            .definedBy("dev.xwatch.procfs..")
            .optionalLayer("hotspot")
            .definedBy("dev.xwatch.hotspot..")
            .optionalLayer("watch")
            .definedBy("dev.xwatch.watch..")
            .optionalLayer("jfr")
            .definedBy("dev.xwatch.jfr..")
            .optionalLayer("diag")
            .definedBy("dev.xwatch.diag..")
            .whereLayer("sys")
            .mayNotAccessAnyLayer()
            .whereLayer("perf")
            .mayOnlyAccessLayers("sys")
            .whereLayer("procfs")
            .mayOnlyAccessLayers("sys")
            .whereLayer("hotspot")
            .mayOnlyAccessLayers("sys", "procfs")
            .whereLayer("watch")
            .mayOnlyAccessLayers("sys", "perf", "procfs", "hotspot")
            .whereLayer("jfr")
            .mayOnlyAccessLayers("sys", "perf", "procfs", "hotspot", "watch")
            .whereLayer("diag")
            .mayOnlyAccessLayers("sys", "perf", "procfs", "hotspot", "watch")
            .ensureAllClassesAreContainedInArchitecture();

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.xwatch.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_SYS_IS_NATIVE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.xwatch.sys..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jnr..", "com.kenai..", "jdk.internal..", "sun.misc..");

    @ArchTest
    static final ArchRule PACKAGES_ARE_NULL_MARKED = classes()
            .should(ArchConditions.be(DescribedPredicate.describe(
                    "in a @NullMarked package",
                    (JavaClass type) -> type.getPackage().isAnnotatedWith(NullMarked.class))));
}
