package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CppNamesTest {
    /** As {@code c++filt} has them, without parameters. */
    @ParameterizedTest
    @CsvSource({
        "_Z3foov, foo",
        "_ZL6helperi, helper",
        "_ZN2os6mallocEm8MEMFLAGS, os::malloc",
        "_ZNK5Klass4sizeEv, Klass::size",
        "_ZN5ShapeC1Ei, Shape::Shape",
        "_ZN5ShapeC2Ei, Shape::Shape",
        "_ZN2ns5ShapeD1Ev, ns::Shape::~Shape",
        "_ZN12_GLOBAL__N_14stepEv, (anonymous namespace)::step",
        "_ZSt9terminatev, std::terminate",
        "_ZNSt6thread4joinEv, std::thread::join",
        "_ZN2nsL5localEv, ns::local",
    })
    void plainNamesAreRead(String mangled, String plain) {
        assertThat(CppNames.plain(mangled)).contains(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "malloc", // C
                "_ZplRK1AS1_", // operator+
                "_Z3maxIiET_S0_S0_", // a template
                "_ZN5ShapeD0Ev", // deletes the object too
                "_ZTV5Shape", // a vtable
                "_Z99short",
                "_ZN5ShapeD1C1Ev", // nothing is within a destructor
                "_ZN5ShapeC1v",
                "_ZN3foo",
                "_Z",
                "_Z99999999999x",
            })
    void othersAreNot(String mangled) {
        assertThat(CppNames.plain(mangled)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "os::malloc, os::malloc",
        "'os::malloc(unsigned long, MEMFLAGS)', os::malloc",
        "'Klass::size() const', Klass::size",
        "(anonymous namespace)::step(), (anonymous namespace)::step",
    })
    void parametersAreLeftOut(String name, String without) {
        assertThat(CppNames.withoutParameters(name)).isEqualTo(without);
    }
}
