package dev.xwatch.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code doctor --json} said.
 *
 * @param checks each as its JSON object, in order
 */
record DoctorRun(int exit, boolean ok, Optional<String> errorWhat, List<Map<String, @Nullable Object>> checks) {
    static DoctorRun of(ChildJvm child) throws IOException, InterruptedException {
        int exit = child.awaitExit(ChildJvm.LONG);
        Path file = Files.createTempFile("xwatch-doctor", ".json");
        try {
            Files.write(file, child.stdout());
            Map<String, @Nullable Object> document = object(Json.read(file));
            List<Map<String, @Nullable Object>> checks = ((List<?>) Objects.requireNonNull(document.get("checks")))
                    .stream()
                            .<Map<String, @Nullable Object>>map(DoctorRun::object)
                            .toList();
            Optional<String> what = Optional.ofNullable(document.get("error"))
                    .map(error -> String.valueOf(object(error).get("what")));
            return new DoctorRun(exit, Boolean.TRUE.equals(document.get("ok")), what, checks);
        } finally {
            Files.delete(file);
        }
    }

    @SuppressWarnings("unchecked") // as Json makes objects
    private static Map<String, @Nullable Object> object(@Nullable Object json) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(json);
    }

    List<String> names() {
        return checks.stream().map(check -> text(check, "name")).toList();
    }

    /** @param key {@code result}, {@code detail}, {@code why}, {@code fix} or {@code see}; empty if it is not there */
    String of(String name, String key) {
        return checks.stream()
                .filter(check -> text(check, "name").equals(name))
                .map(check -> text(check, key))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no check " + name + " in " + this));
    }

    String result(String name) {
        return of(name, "result");
    }

    private static String text(Map<String, @Nullable Object> check, String key) {
        return Objects.toString(check.get(key), "");
    }
}
