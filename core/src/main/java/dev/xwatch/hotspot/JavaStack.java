package dev.xwatch.hotspot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The frames of a thread, the youngest first. Immutable; shared by hits with the same frames, so texts are made once. */
public final class JavaStack {
    private final String caller;
    private final String text;
    private final String details;

    /**
     * @param more whether there are older frames that were not asked for
     * @param unfinished why frames that were asked for are missing, empty if none are
     * @param callerLine where in the text the caller stands: 0 if what was called is no Java method, else 1
     */
    JavaStack(List<JavaFrame> frames, boolean more, String unfinished, int callerLine) {
        List<String> lines =
                new ArrayList<>(frames.stream().map(JavaFrame::text).toList());
        if (!unfinished.isEmpty()) {
            lines.add("... " + unfinished);
        }
        caller = lines.size() > callerLine ? lines.get(callerLine) : "";
        text = String.join("\n", lines);
        details = Stream.concat(frames.stream().map(JavaFrame::detail), more ? Stream.of("+") : Stream.of())
                .collect(Collectors.joining(" "));
    }

    /** The line of the frame that called the one that was hit, or of the reason why it is not known; empty if there is none. */
    public String caller() {
        return caller;
    }

    /** A line for each frame, and one that begins with {@code "... "} if it is unfinished. */
    public String text() {
        return text;
    }

    /** {@link JavaFrame#detail} of each frame, and {@code +} if there are more. */
    public String details() {
        return details;
    }
}
