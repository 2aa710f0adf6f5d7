package dev.xwatch.it.stress;

import dev.xwatch.it.ChildJvm;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the JVM and xwatch say on stderr. */
final class Complaints {
    /** Answers to what was asked for wrongly, on purpose. */
    private static final Pattern REFUSAL = Pattern.compile("\\[xwatch\\] .*Fix: .*");

    /** What a busy machine, or one on which nothing is ever hit, does to it: it is said, and harms nobody. */
    private static final Pattern WARNING = Pattern.compile("\\[xwatch\\] WARN (the last hits of a chunk may be missing"
            + "|the states at the start of a chunk are missing: dev.xwatch.sys.NoAnswerException: xwatch-engine did not answer"
            + "|the self-test is not exact).*");

    private static final Pattern FAULT =
            Pattern.compile("^\\s+at .*|.*(Exception|Error)\\b.*|\\[xwatch\\] ERROR.*|.*fatal error.*|.*OutOfMemory.*");

    private final ChildJvm child;
    private final RunLog log;
    private final Tally tally;
    private final Set<String> said = new HashSet<>();
    private int read;

    Complaints(ChildJvm child, RunLog log, Tally tally) {
        this.child = child;
        this.tally = tally;
        this.log = log;
    }

    /** Logs what is of another kind than what was said before, and fails for what should never be said. */
    void require() {
        List<String> lines = child.stderr();
        List<String> fresh = lines.subList(read, lines.size());
        read = lines.size();
        for (String line : fresh) {
            if (REFUSAL.matcher(line).matches()) {
                continue;
            }
            if (said.add(line.replaceAll("0x[0-9a-f]+|\\d+", "N"))) {
                log.say("stderr: " + line);
            }
            if (WARNING.matcher(line).matches()) {
                tally.one("stderr warnings");
            } else if (FAULT.matcher(line).matches()) {
                throw new AssertionError("it was said on stderr: " + String.join("\n", fresh));
            }
        }
    }
}
