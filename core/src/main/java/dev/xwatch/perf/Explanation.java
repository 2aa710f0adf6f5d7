package dev.xwatch.perf;

import dev.xwatch.sys.Errno;
import dev.xwatch.sys.NativeLibraryException;
import dev.xwatch.sys.NoAnswerException;
import dev.xwatch.sys.SyscallException;
import java.io.IOException;
import java.util.Locale;

/**
 * What stands behind a failure, for people.
 *
 * @param why the likely cause
 * @param fix what would help
 * @param heading where {@code docs/troubleshooting.md} says more: a heading there, the literal text of the error
 */
public record Explanation(String why, String fix, String heading) {
    private static final String MANUAL = "docs/troubleshooting.md";

    public Explanation(String why, String fix, Topic topic) {
        this(why, fix, topic.heading());
    }

    /** The failure, its likely cause, what would help and where to read more, in one line. */
    public static String of(IOException failure) {
        return failure.getMessage() + ": " + of(failure, Circumstances.UNKNOWN);
    }

    /** The likely cause, under these circumstances. */
    public static Explanation of(IOException failure, Circumstances circumstances) {
        if (failure instanceof NativeLibraryException) {
            return nativeLibrary();
        }
        if (failure instanceof PerfEventOpenException open) {
            return new OpenExplanations(open, circumstances).explain();
        }
        if (failure instanceof SyscallException syscall) {
            return new CallExplanations(syscall, circumstances).explain();
        }
        if (failure instanceof NoAnswerException) {
            return new Explanation(
                    "it has more to do than it gets CPU time for, as with thousands of methods or threads, or is being stopped",
                    "see with list what was done, and ask again later, or for less: a narrower pattern",
                    Topic.NO_ANSWER);
        }
        return new Explanation(
                "a file of the kernel's could not be read or written",
                "mount /proc and /sys as usual, and let this user read them",
                Topic.KERNEL_FILE);
    }

    /** Why jffi's native library cannot be loaded. */
    public static Explanation nativeLibrary() {
        return new Explanation(
                "no directory was found that this user may write to and that is not mounted noexec",
                "give the JVM one: -Djava.io.tmpdir=DIR, or a tmpfs mounted exec at /tmp",
                Topic.NATIVE_LIBRARY);
    }

    /** The heading of a refusal of {@code perf_event_open(2)}, its errno one of {@link Errno}. */
    public static String ofOpen(int errno) {
        return heading("perf_event_open", errno);
    }

    /** The heading of a failed call: its error's text without the arguments. */
    static String heading(String call, int errno) {
        return call + "(...): " + Errno.name(errno) + " (" + errno + ")";
    }

    /** Where to read more, as a link relative to the project's root. */
    public String see() {
        return MANUAL + "#" + anchor(heading);
    }

    /** As GitHub makes one of a heading: lower case, blanks become hyphens, other punctuation goes. */
    static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
    }

    /** One line: why, fix, see. */
    @Override
    public String toString() {
        return why + ". Fix: " + fix + ". See: " + see();
    }
}
