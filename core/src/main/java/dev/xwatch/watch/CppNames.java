package dev.xwatch.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * C++ names as people write them, from mangled ones (the Itanium C++ ABI, "External Names"). Plain nested names only, such
 * as {@code os::malloc} or {@code Shape::~Shape}, without parameters: templates and operators are known by their mangled
 * names alone.
 */
final class CppNames {
    /** Of the length of a part. */
    private static final int MOST_DIGITS = 4;

    private final String mangled;
    private int at;
    private boolean ended;

    private CppNames(String mangled) {
        this.mangled = mangled;
    }

    /** Empty if it is no mangled name, or one that is more than plain and nested. */
    static Optional<String> plain(String mangled) {
        return mangled.startsWith("_Z") ? new CppNames(mangled).read() : Optional.empty();
    }

    /** What of a name as people write it is to be compared: without parameters. */
    static String withoutParameters(String name) {
        int parameters = name.endsWith(")") || name.endsWith(") const") ? name.indexOf('(', 1) : -1;
        return parameters < 0 ? name : name.substring(0, parameters);
    }

    private Optional<String> read() {
        at = 2;
        boolean nested = take("N");
        while (nested && at < mangled.length() && "rVKRO".indexOf(mangled.charAt(at)) >= 0) {
            at++;
        }
        List<String> parts = new ArrayList<>();
        if (take("St")) {
            parts.add("std");
        }
        do {
            Optional<String> part = ended ? Optional.empty() : part(parts);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        } while (nested && !take("E"));
        return take("I") ? Optional.empty() : Optional.of(String.join("::", parts));
    }

    private Optional<String> part(List<String> before) {
        take("L"); // of a static function
        int digits = at;
        while (digits < mangled.length() && Character.isDigit(mangled.charAt(digits))) {
            digits++;
        }
        if (digits - at > MOST_DIGITS) {
            return Optional.empty();
        }
        if (digits > at) {
            int length = Integer.parseInt(mangled, at, digits, 10);
            at = digits + length;
            if (at > mangled.length()) {
                return Optional.empty();
            }
            String name = mangled.substring(digits, at);
            return Optional.of(name.startsWith("_GLOBAL__N") ? "(anonymous namespace)" : name);
        }
        if (before.isEmpty()) {
            return Optional.empty();
        }
        String type = before.get(before.size() - 1);
        ended = true; // nothing is within a constructor or destructor
        if (take("C1") || take("C2")) {
            return Optional.of(type);
        }
        return take("D1") || take("D2") ? Optional.of("~" + type) : Optional.empty();
    }

    private boolean take(String expected) {
        boolean there = mangled.startsWith(expected, at);
        if (there) {
            at += expected.length();
        }
        return there;
    }
}
