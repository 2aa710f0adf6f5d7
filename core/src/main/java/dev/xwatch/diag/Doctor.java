package dev.xwatch.diag;

import dev.xwatch.perf.Circumstances;
import dev.xwatch.perf.Explanation;
import dev.xwatch.perf.MalformedRecordException;
import dev.xwatch.perf.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Tries what watching needs, one thing after the other. */
public final class Doctor {
    private final List<List<Need>> stages;
    private final Supplier<Circumstances> circumstances;

    /**
     * @param stages needs in the order of trying; where an essential one of a stage is not met, what comes after that
     *     stage would fail for the same reason, and is not tried
     * @param circumstances asked for when something has failed
     */
    Doctor(List<List<Need>> stages, Supplier<Circumstances> circumstances) {
        this.stages = List.copyOf(stages);
        this.circumstances = circumstances;
    }

    public Diagnosis examine() {
        List<Check> checks = new ArrayList<>();
        for (List<Need> stage : stages) {
            for (Need need : stage) {
                checks.add(new Check(need.name(), need.essential(), attempt(need.probe())));
            }
            if (checks.stream().anyMatch(Check::isFatal)) {
                break;
            }
        }
        return new Diagnosis(checks);
    }

    private Finding attempt(Probe probe) {
        try {
            return probe.run();
        } catch (IOException e) {
            return new Finding.Fails(String.valueOf(e.getMessage()), Explanation.of(e, circumstances.get()));
        } catch (MalformedRecordException e) {
            return new Finding.Fails(
                    String.valueOf(e.getMessage()),
                    new Explanation(
                            "this kernel writes records of a form that is not known",
                            "report it, with the kernel's version",
                            Topic.MALFORMED_RECORD));
        }
    }
}
