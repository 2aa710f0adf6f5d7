package dev.xwatch.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one load of the agent answered in the file of its option {@code reply}. */
public record ReplyFile(boolean ok, String version, Optional<Refusal> error, List<String> notes, List<Watch> watches) {
    /** Why it was not done. */
    public record Refusal(String what, String why, String fix) {}

    /** A watch as it stood at the time of the reply. */
    public record Watch(
            String name,
            String spec,
            String kind,
            String state,
            String reason,
            String method,
            long address,
            int compileId,
            int tier,
            long threads,
            long threadsArmed,
            double armMillis,
            Counts counts,
            Unseen unseen,
            Estimate estimate) {
        /** Whether its breakpoint is on the code, wherever that has gone since. */
        public boolean isArmed() {
            return isArmed(state);
        }

        /** The same of a state by its name. */
        public static boolean isArmed(String state) {
            return state.equals("Armed") || state.equals("Moved");
        }
    }

    /** What is said of the time in which the breakpoint was not on. */
    public record Estimate(long armedNanos, long observedNanos, long hits, long low, long high, boolean saturated) {}

    static ReplyFile read(Path file) throws IOException {
        return of(Files.readString(file));
    }

    /** @param json what it answered */
    static ReplyFile of(String json) throws IOException {
        Fields reply = new Fields(Json.parse(json));
        List<Watch> watches = new ArrayList<>();
        for (Object watch : reply.list("watches")) {
            watches.add(watch(new Fields(watch)));
        }
        return new ReplyFile(
                reply.bool("ok"),
                reply.text("version"),
                reply.optional("error")
                        .map(Fields::new)
                        .map(error -> new Refusal(error.text("what"), error.text("why"), error.text("fix"))),
                reply.list("notes").stream().map(String.class::cast).toList(),
                List.copyOf(watches));
    }

    /** @param fields of one watch, as in a reply */
    static Watch watch(Map<String, ?> fields) {
        return watch(new Fields(fields));
    }

    private static Watch watch(Fields watch) {
        return new Watch(
                watch.text("name"),
                watch.text("spec"),
                watch.text("kind"),
                watch.text("state"),
                watch.text("reason"),
                watch.text("method"),
                Long.decode(watch.text("address")),
                (int) watch.number("compileId"),
                (int) watch.number("tier"),
                watch.number("threads"),
                watch.number("threadsArmed"),
                watch.as(Double.class, "armMillis"),
                new Counts(
                        watch.number("hits"),
                        watch.number("recorded"),
                        watch.number("lost"),
                        watch.number("discarded"),
                        watch.number("duplicates")),
                new Unseen(
                        watch.number("inlinedInto"),
                        watch.list("inlinedIntoMethods").stream()
                                .map(String::valueOf)
                                .toList(),
                        watch.number("osrVersions"),
                        watch.bool("intrinsic"),
                        watch.number("interpretedCalls")),
                new Estimate(
                        watch.number("armedTime"),
                        watch.number("observedTime"),
                        watch.number("estimatedHits"),
                        watch.number("estimatedLow"),
                        watch.number("estimatedHigh"),
                        watch.bool("saturated")));
    }

    /** The watch of a name, which there must be. */
    public Watch watch(String name) {
        return watches.stream()
                .filter(watch -> watch.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no watch " + name + " in " + this));
    }

    /** The only watch. */
    public Watch only() {
        if (watches.size() != 1) {
            throw new AssertionError("not one watch in " + this);
        }
        return watches.get(0);
    }

    /** The fields of a JSON object; one that is missing or of another type fails the test. */
    private static final class Fields {
        private final Map<?, ?> fields;

        Fields(@Nullable Object object) {
            fields = (Map<?, ?>) Objects.requireNonNull(object);
        }

        Optional<Object> optional(String name) {
            if (!fields.containsKey(name)) {
                throw new AssertionError("no field " + name + " in " + fields);
            }
            return Optional.ofNullable(fields.get(name));
        }

        private <T> T as(Class<T> type, String name) {
            return type.cast(optional(name).orElseThrow(() -> new AssertionError(name + " is null in " + fields)));
        }

        String text(String name) {
            return as(String.class, name);
        }

        boolean bool(String name) {
            return as(Boolean.class, name);
        }

        long number(String name) {
            return as(Long.class, name);
        }

        List<?> list(String name) {
            return as(List.class, name);
        }
    }
}
