package dev.xwatch.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelReleaseTest {
    @Test
    void readsTheFirstTwoNumbers() {
        assertThat(KernelRelease.parse("6.1.0-13-amd64")).contains(new KernelRelease(6, 1));
        assertThat(KernelRelease.parse("5.13")).contains(new KernelRelease(5, 13));
        assertThat(KernelRelease.parse("none")).isEmpty();
        assertThat(KernelRelease.parse("")).isEmpty();
    }

    @Test
    void comparesNumbersAndNotText() {
        assertThat(new KernelRelease(5, 13).isAtLeast(5, 13)).isTrue();
        assertThat(new KernelRelease(5, 9).isAtLeast(5, 13)).isFalse();
        assertThat(new KernelRelease(4, 20).isAtLeast(5, 13)).isFalse();
        assertThat(new KernelRelease(10, 0).isAtLeast(5, 13)).isTrue();
    }
}
