package dev.xwatch.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** The values of the arguments of a watch's hits, for each method and name. */
final class Arguments {
    private static final int LIMIT = 64;
    private static final String SEPARATOR = ", ";

    /** @param name or index */
    record Argument(String method, String name) {}

    private final Map<Argument, TopValues<String>> values = new LinkedHashMap<>();

    /** @param arguments {@code name=value}, joined by a comma and a space */
    void add(String method, String arguments) {
        if (arguments.isEmpty()) {
            return;
        }
        for (String argument : arguments.split(SEPARATOR, -1)) {
            int equals = argument.indexOf('=');
            if (equals > 0) {
                add(new Argument(method, argument.substring(0, equals)), argument.substring(equals + 1));
            }
        }
    }

    private void add(Argument argument, String value) {
        TopValues<String> counter = values.get(argument);
        if (counter == null) {
            if (values.size() == LIMIT) {
                return;
            }
            counter = new TopValues<>();
            values.put(argument, counter);
        }
        counter.add(value);
    }

    Map<Argument, TopValues<String>> values() {
        return values;
    }
}
