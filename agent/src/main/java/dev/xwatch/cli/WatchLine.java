package dev.xwatch.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One watch of a reply, in words. */
record WatchLine(Map<?, ?> fields) {
    private static final int MOST_NAMES = 3;

    String text(String name) {
        Object value = fields.get(name);
        return value == null ? "" : value.toString();
    }

    long number(String name) {
        return fields.get(name) instanceof Number number ? number.longValue() : 0;
    }

    String name() {
        return text("name");
    }

    String state() {
        return text("state");
    }

    /** Where it stands and in how many threads, or why nowhere. */
    String place() {
        StringBuilder place = new StringBuilder();
        if (!text("address").equals("0x0")) {
            place.append(text("method").isEmpty() ? "" : text("method") + " ")
                    .append("at ")
                    .append(text("address"));
            if (number("compileId") != 0) {
                place.append(", tier ").append(number("tier"));
                place.append(", compile id ").append(number("compileId"));
            }
            place.append(", in ").append(number("threadsArmed")).append(" of ").append(number("threads"));
            place.append(" threads");
        }
        if (!text("reason").isEmpty()) {
            place.append(place.isEmpty() ? "" : ": ").append(text("reason"));
        }
        return place.toString();
    }

    /** What of it runs unseen, empty if nothing is known to. */
    String unseen() {
        StringBuilder unseen = new StringBuilder();
        if (number("inlinedInto") > 0 && fields.get("inlinedIntoMethods") instanceof List<?> methods) {
            unseen.append("; not seen: inlined into ");
            unseen.append(
                    methods.stream().limit(MOST_NAMES).map(Object::toString).collect(Collectors.joining(", ")));
            if (number("inlinedInto") > MOST_NAMES) {
                unseen.append(" and ")
                        .append(number("inlinedInto") - MOST_NAMES)
                        .append(" more");
            }
        }
        if (number("osrVersions") > 0) {
            unseen.append(unseen.isEmpty() ? "; not seen: " : ", ").append("loops entered while running");
        }
        return unseen.toString();
    }

    /** How long it took to arm it, empty if it is not armed. */
    String time() {
        return fields.get("armMillis") instanceof Number millis && millis.doubleValue() > 0
                ? String.format(Locale.ROOT, ", in %.1f ms", millis.doubleValue())
                : "";
    }
}
