package dev.xwatch.boot;

import dev.xwatch.watch.RefusedException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of {@code budget}. */
final class BudgetOption {
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)%?");

    /** In percent. */
    static final double MOST = 100;

    private BudgetOption() {}

    /** In percent, 0 for {@code off}. */
    static double percent(Option option) {
        if (option.value().equals("off")) {
            return 0;
        }
        Matcher matcher = PERCENT.matcher(option.value());
        double percent = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
        if (percent <= 0 || percent > MOST) {
            throw new RefusedException(
                    "option " + option,
                    "it is no percentage, more than 0 and at most 100, of the CPUs' time",
                    "write budget:off, or a percentage as in budget:5%");
        }
        return percent;
    }
}
