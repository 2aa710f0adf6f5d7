package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.it.app.Idler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a running JVM answers to each mode, length, alignment and kind of address. */
@RequiresBreakpoints
class WatchpointTableIT {
    private static final List<Integer> LENGTHS = List.of(1, 2, 4, 8);
    private static final int MOST_BYTES_OF_THE_CHECK = 64;

    @RegisterExtension
    final ChildJvms children = new ChildJvms();

    @EachJdk
    void opensWhatTheHardwareCanDoAndRefusesTheRestInWords(Jdk jdk) throws Exception {
        ChildJvm idler = children.start(Launch.on(jdk)
                .jvm("-XX:+EnableDynamicAgentLoading", "-XX:+UseSerialGC")
                .main(Idler.class));
        idler.awaitLine("idle ");
        long code = mapped(idler, line -> line.contains(" r-xp ") && line.endsWith("/libjvm.so"));
        long data = mapped(idler, line -> line.contains(" rw-p ") && line.endsWith("/libjvm.so"));

        requireArmed(idler, code + 1, "x", "Armed", "");
        requireArmed(idler, data, "w", "Armed", "");
        requireArmed(idler, data, "rw", "Armed", "");
        requireArmed(idler, data, "wr", "Armed", "");
        requireArmed(idler, data, "x", "Pending", "is not mapped executable yet");
        requireArmed(idler, 0x1000, "rw", "Pending", "is not mapped yet");

        requireRefused(idler, spec(code, "8", "r"), "mode r", "rw");
        for (String mode : List.of("rx", "xw", "rwx")) {
            requireRefused(idler, spec(code, "8", mode), "mode " + mode, "two watches");
        }
        requireRefused(idler, spec(code, "8", "z"), "'z'", "x, w or rw");
        for (String length : List.of("0", "3", "16")) {
            requireRefused(idler, spec(code, length, "x"), "length " + length, "1, 2, 4 or 8");
        }
        requireRefused(idler, spec(code, "eight", "x"), "'eight'", "1, 2, 4 or 8");
        for (int length : List.of(2, 4, 8)) {
            long odd = data + length / 2;
            requireRefused(
                    idler,
                    spec(odd, Integer.toString(length), "w"),
                    hex(odd) + " is not aligned",
                    hex(data),
                    hex(data + length));
        }
        requireRefused(idler, spec(0xffffffff81000000L, "8", "x"), "0xffffffff81000000 is a kernel address", "below");
        requireRefused(idler, spec(0x800000000000L, "8", "w"), "0x800000000000 is not in user space", "below");
        long heap = heap(idler);
        requireRefused(idler, spec(heap, "8", "w"), hex(heap) + " is in the Java heap", "outside of it");
        requireRefused(idler, spec(heap, "8", "x"), hex(heap) + " is in the Java heap", "outside of it");
        requireUnverifiedEntryRefused(idler);

        assertThat(idler.attach("stop").ok()).isTrue();
        idler.println("");
        assertThat(idler.awaitExit(ChildJvm.LONG)).isZero();
    }

    private static void requireArmed(ChildJvm child, long address, String mode, String state, String reason)
            throws IOException {
        ReplyFile reply = child.attach(LENGTHS.stream()
                .map(length -> "watch:" + spec(address, Integer.toString(length), mode))
                .collect(Collectors.joining(",")));

        assertThat(reply.ok()).as("%s", reply).isTrue();
        assertThat(reply.watches()).hasSize(LENGTHS.size()).allSatisfy(watch -> {
            assertThat(watch.state()).isEqualTo(state);
            assertThat(watch.reason()).contains(reason);
            assertThat(watch.address()).isEqualTo(address);
            assertThat(watch.threadsArmed()).isEqualTo(watch.threads());
        });
        child.attach("unwatch:all");
    }

    private static void requireRefused(ChildJvm child, String spec, String why, String... fix) throws IOException {
        ReplyFile reply = child.attach("watch:" + spec);

        assertThat(reply.error()).as(spec).hasValueSatisfying(error -> {
            assertThat(error.what()).contains(spec);
            assertThat(error.why()).contains(why);
            assertThat(error.why() + error.fix()).contains(fix);
        });
        assertThat(reply.watches()).as(spec).isEmpty();
    }

    /** It comes a few instructions, which check the receiver's class, before the verified one. */
    private static void requireUnverifiedEntryRefused(ChildJvm child) throws IOException {
        long verified = child.attach("watch:java.lang.String::hashCode").only().address();
        child.attach("unwatch:all");
        for (long address = verified - 1; address > verified - MOST_BYTES_OF_THE_CHECK; address--) {
            if (child.attach("watch:" + hex(address)).error().isPresent()) {
                requireRefused(child, hex(address), "unverified entry of java.lang.String.hashCode", hex(verified));
                return;
            }
            child.attach("unwatch:all");
        }
        throw new AssertionError("no address before " + hex(verified) + " was refused");
    }

    private static long mapped(ChildJvm child, Predicate<String> kind) throws IOException {
        try (Stream<String> maps = Files.lines(Path.of("/proc", Long.toString(child.pid()), "maps"))) {
            String line = maps.filter(kind).findFirst().orElseThrow();
            return Long.parseUnsignedLong(line.substring(0, line.indexOf('-')), 16);
        }
    }

    private static long heap(ChildJvm child) throws Exception {
        Matcher range = Pattern.compile("eden.*\\[0x(\\w+),").matcher(child.jcmd("GC.heap_info"));
        assertThat(range.find()).isTrue();
        return Long.parseUnsignedLong(range.group(1), 16);
    }

    private static String spec(long address, String length, String mode) {
        return "watchpoint:" + hex(address) + ":" + length + ":" + mode;
    }

    private static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }
}
