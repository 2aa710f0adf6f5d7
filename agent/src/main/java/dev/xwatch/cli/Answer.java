package dev.xwatch.cli;

import dev.xwatch.watch.Refusal;
import dev.xwatch.watch.RefusedException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the agent replied.
 *
 * @param json the reply's text
 * @param callers of watches, those with most hits first, and how many
 */
record Answer(
        String json,
        Optional<Refusal> error,
        List<String> notes,
        List<WatchLine> watches,
        Map<String, Map<String, Long>> callers) {
    /** @throws RefusedException if it is no reply of the agent's */
    static Answer of(String json) {
        try {
            Map<String, Object> reply = JsonTree.object(json);
            return new Answer(
                    json,
                    Optional.ofNullable(reply.get("error")).map(error -> refusal((Map<?, ?>) error)),
                    list(reply, "notes").stream().map(Object::toString).toList(),
                    list(reply, "watches").stream()
                            .map(watch -> new WatchLine((Map<?, ?>) watch))
                            .toList(),
                    callers((Map<?, ?>) reply.getOrDefault("callers", Map.of())));
        } catch (IOException | ClassCastException e) {
            throw new RefusedException(
                    "the agent's reply", "it cannot be read: " + e.getMessage(), "see what the process says on stderr");
        }
    }

    private static Map<String, Map<String, Long>> callers(Map<?, ?> json) {
        Map<String, Map<String, Long>> callers = new LinkedHashMap<>();
        json.forEach((watch, hits) -> {
            Map<String, Long> byCaller = new LinkedHashMap<>();
            ((Map<?, ?>) hits).forEach((caller, count) -> byCaller.put(caller.toString(), (Long) count));
            callers.put(watch.toString(), byCaller);
        });
        return callers;
    }

    private static List<?> list(Map<String, Object> reply, String name) {
        return (List<?>) reply.getOrDefault(name, List.of());
    }

    private static Refusal refusal(Map<?, ?> error) {
        return new Refusal(
                String.valueOf(error.get("what")), String.valueOf(error.get("why")), String.valueOf(error.get("fix")));
    }
}
