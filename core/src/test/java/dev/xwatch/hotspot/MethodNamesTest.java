package dev.xwatch.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MethodNamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "com/acme/Order | price | (I)J | com.acme.Order.price(int)",
                "com/acme/Order | price | (ILjava/lang/String;)V | com.acme.Order.price(int,java.lang.String)",
                "Order | price | ()V | Order.price()",
                "a/B$C | <init> | ([[IZLD;)V | a.B$C.<init>(int[][],boolean,D)",
                "a/B | m | ([La/B$C;BCDFJS)La/B; | a.B.m(a.B$C[],byte,char,double,float,long,short)",
                "a/B$$Lambda+0x00007f448c095980 | run | ()V | a.B$$Lambda/0x00007f448c095980.run()",
                "a/B$$Lambda$18+0x800000028 | is | (I)Z | a.B$$Lambda$18/0x800000028.is(int)",
                "a/B+C | run | ()V | a.B+C.run()"
            })
    void displays(String className, String method, String descriptor, String expected) {
        assertThat(MethodNames.display(className, method, descriptor)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "()", "(V)V", "([V)V", "([[VJ)V", "(Lx)V", "()VV", "([[[", "(I"})
    void whatIsNoDescriptorIsRefused(String descriptor) {
        assertThatThrownBy(() -> MethodNames.parameters(descriptor)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMethodHasNoMoreThan255Parameters() {
        assertThat(MethodNames.parameters("(" + "I".repeat(255) + ")V")).startsWith("(int,int");
        assertThatThrownBy(() -> MethodNames.parameters("(" + "I".repeat(256) + ")V"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("256 parameters");
    }
}
