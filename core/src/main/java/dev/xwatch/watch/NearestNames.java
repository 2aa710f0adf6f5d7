package dev.xwatch.watch;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What the user may have meant. */
public final class NearestNames {
    private static final int SHOWN = 3;

    /** More of a text is not compared: it is no name. */
    private static final int COMPARED = 256;

    private NearestNames() {}

    /** The candidates that differ least from a text, most alike first, joined by commas. */
    public static String nearest(String text, List<String> candidates) {
        String compared = text.substring(0, Math.min(COMPARED, text.length()));
        return candidates.stream()
                .sorted(Comparator.comparingInt(candidate -> distance(compared, candidate)))
                .limit(SHOWN)
                .collect(Collectors.joining(", "));
    }

    /** Levenshtein's: how many characters must be put in, taken out or changed. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
