package dev.xwatch.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A page that {@code report} made, and the data in it. */
record ReportPage(Path file, String text, Map<?, ?> data) {
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

    /** Runs the shipped jar as a user would, in little memory. */
    static ReportPage make(Jdk jdk, Path recording, Path file) throws IOException, InterruptedException {
        Launch launch = Launch.on(jdk)
                .jvm("-Xmx128m")
                .jar(Artifacts.xwatchJar(), "report", recording.toString(), "-o", file.toString());
        try (ChildJvm child = launch.start()) {
            if (child.awaitExit(ChildJvm.LONG.multipliedBy(5)) != 0
                    || !child.stderr().isEmpty()) {
                throw new AssertionError("no report\n" + child);
            }
            System.out.println(jdk + ": " + child.stdout());
        }
        String text = Files.readString(file);
        Matcher data = DATA.matcher(text);
        if (!data.find()) {
            throw new AssertionError("no data in " + file);
        }
        return new ReportPage(file, text, (Map<?, ?>) Objects.requireNonNull(Json.parse(data.group(1))));
    }

    Map<?, ?> watch(String name) {
        return list(data, "watches").stream()
                .map(watch -> (Map<?, ?>) Objects.requireNonNull(watch))
                .filter(watch -> name.equals(watch.get("name")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no watch " + name));
    }

    /** The amounts of [number, amount, number, amount, ...]. */
    static long sum(List<?> pairs) {
        long sum = 0;
        for (int i = 1; i < pairs.size(); i += 2) {
            sum += (Long) Objects.requireNonNull(pairs.get(i));
        }
        return sum;
    }

    static List<? extends @Nullable Object> list(Map<?, ?> object, String name) {
        return (List<?>) Objects.requireNonNull(object.get(name));
    }

    static Map<?, ?> map(Map<?, ?> object, String name) {
        return (Map<?, ?>) Objects.requireNonNull(object.get(name));
    }
}
