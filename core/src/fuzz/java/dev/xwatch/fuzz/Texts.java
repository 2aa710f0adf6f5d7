package dev.xwatch.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Texts: samples with changes that people, damage and malice make, and some that resemble nothing. */
public final class Texts implements Inputs<String> {
    private static final int MOST_CHANGES = 4;
    private static final int OFTEN_REPEATED = 50;
    private static final int MOST_REPEATED = 10_000;
    private static final int LONGEST = 100_000;

    /** What parsers trip over. */
    private static final List<String> WORDS = List.of(
            "",
            "0",
            "-1",
            "+1",
            "00",
            "127",
            "65536",
            "2147483647",
            "2147483648",
            "-2147483648",
            "4294967295",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551615",
            "99999999999999999999999",
            "0x",
            "0xffffffffffffffff",
            "0x7fffffffffff",
            "1e400",
            "NaN",
            "0.0000000001",
            "*",
            "**",
            "*a*a*a*a*a*a*a*a*a*a*b",
            "\0",
            "\n",
            "\r\n",
            "\t",
            "\\",
            "\\u12",
            "\"",
            "'",
            "%",
            "%s",
            "$1",
            "../",
            "//",
            "::",
            "@",
            "[[[[",
            "((((",
            "))))",
            "\\E",
            "\u00e4",
            "\u0661",
            "\u2028",
            "\ud83d",
            "\ud83d\ude00",
            "\ufeff");

    private static final String CHARACTERS = " \t\n,;:.=!@#$%&*?+-_/\\|<>()[]{}\"'`~^0123456789abcxyzABCILVZ";

    private final List<String> samples;
    private final List<String> pieces = new ArrayList<>(WORDS);

    private Texts(List<String> samples) {
        this.samples = samples;
        for (String sample : samples) {
            pieces.addAll(Arrays.asList(sample.split("\\b", 100)));
        }
    }

    /** Like these. */
    public static Texts like(String... samples) {
        return new Texts(List.of(samples));
    }

    @Override
    public List<String> samples() {
        return samples;
    }

    @Override
    public String next(RandomGenerator random) {
        if (random.nextInt(16) == 0) {
            return anything(random);
        }
        StringBuilder text = new StringBuilder(pick(samples, random));
        for (int i = random.nextInt(MOST_CHANGES); i >= 0; i--) {
            change(text, random);
        }
        return text.substring(0, Math.min(LONGEST, text.length()));
    }

    private void change(StringBuilder text, RandomGenerator random) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(1 + random.nextInt(24)));
        switch (random.nextInt(9)) {
            case 0 -> text.delete(from, to);
            case 1 -> text.insert(from, character(random));
            case 2 -> text.replace(from, Math.min(text.length(), from + 1), String.valueOf(character(random)));
            case 3 -> text.insert(from, pick(pieces, random));
            case 4 -> text.replace(from, to, pick(pieces, random));
            case 5 -> {
                String other = pick(samples, random);
                text.setLength(from);
                text.append(other, random.nextInt(other.length() + 1), other.length());
            }
            case 6 -> text.insert(from, text.substring(from, to).repeat(times(random)));
            case 7 -> text.append(text.substring(from, to));
            default -> replaceNumber(text, from, random);
        }
    }

    /** Seldom so often that it shows what takes more than its share of time. */
    private static int times(RandomGenerator random) {
        return random.nextInt(random.nextInt(64) == 0 ? MOST_REPEATED : OFTEN_REPEATED);
    }

    /** The next digits, by a number that is at some limit. */
    private void replaceNumber(StringBuilder text, int from, RandomGenerator random) {
        int start = from;
        while (start < text.length() && !Character.isDigit(text.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        text.replace(start, end, pick(WORDS, random));
    }

    private static char character(RandomGenerator random) {
        return random.nextInt(8) == 0
                ? (char) random.nextInt(Character.MAX_VALUE + 1)
                : CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
    }

    private String anything(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
            if (random.nextInt(4) == 0) {
                text.append(pick(pieces, random));
            } else {
                text.append(character(random));
            }
        }
        return text.toString();
    }

    private static String pick(List<String> texts, RandomGenerator random) {
        return texts.get(random.nextInt(texts.size()));
    }

    @Override
    public String show(String input) {
        return '"' + input.replace("\0", "\\0") + '"';
    }
}
