package dev.xwatch.cli;

import dev.xwatch.diag.Check;
import dev.xwatch.diag.Diagnosis;
import dev.xwatch.diag.Finding;
import dev.xwatch.perf.Explanation;

/** A diagnosis for people: a line a check, and what to do below those that are not well. */
final class DiagnosisText {
    private static final String INDENT = "          ";

    private DiagnosisText() {}

    static String of(Diagnosis diagnosis) {
        int width = diagnosis.checks().stream()
                .mapToInt(check -> check.name().length())
                .max()
                .orElse(1);
        StringBuilder text = new StringBuilder();
        for (Check check : diagnosis.checks()) {
            Finding finding = check.finding();
            text.append(String.format("%-8s  %-" + width + "s  %s%n", result(finding), check.name(), finding.detail()));
            if (finding instanceof Finding.Degraded degraded) {
                explain(text, degraded.explanation());
            } else if (finding instanceof Finding.Fails fails) {
                explain(text, fails.explanation());
            }
        }
        return text.append(String.format(
                        "%n%s%n",
                        diagnosis
                                .obstacle()
                                .map(check -> "Execution watches do not work here: " + check.name() + " fails.")
                                .orElse("Execution watches work here.")))
                .toString();
    }

    /** The first word of a check's line, and its {@code result} in JSON. */
    static String result(Finding finding) {
        if (finding instanceof Finding.Ok) {
            return "OK";
        }
        return finding instanceof Finding.Degraded ? "DEGRADED" : "FAILS";
    }

    private static void explain(StringBuilder text, Explanation explanation) {
        text.append(String.format("%sWhy: %s%n", INDENT, explanation.why()));
        text.append(String.format("%sFix: %s%n", INDENT, explanation.fix()));
        text.append(String.format("%sSee: %s%n", INDENT, explanation.see()));
    }
}
