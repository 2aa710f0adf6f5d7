package dev.xwatch.jmc;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.ItemFilters;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;
import org.openjdk.jmc.flightrecorder.rules.AbstractRule;
import org.openjdk.jmc.flightrecorder.rules.IResult;
import org.openjdk.jmc.flightrecorder.rules.IResultValueProvider;
import org.openjdk.jmc.flightrecorder.rules.ResultBuilder;
import org.openjdk.jmc.flightrecorder.rules.Severity;
import org.openjdk.jmc.flightrecorder.rules.TypedResult;
import org.openjdk.jmc.flightrecorder.rules.util.JfrRuleTopics;
import org.openjdk.jmc.flightrecorder.rules.util.RulesToolkit;

/** Says of each watch what was hit and by whom, and warns where executions may have been missed. */
public final class WatchesRule extends AbstractRule {
    private static final String HIT = "dev.xwatch.Hit";
    private static final String EXECUTION = "dev.xwatch.Execution";
    private static final Collection<TypedResult<?>> RESULTS = List.of(TypedResult.SCORE);

    /** Called by ServiceLoader. */
    public WatchesRule() {
        // Of the events none is required: the chunks that xwatch writes do not tell their settings.
        super("dev.xwatch.Watches", "xwatch", JfrRuleTopics.METHOD_PROFILING, List.of(), RESULTS, Map.of());
    }

    @Override
    protected IResult getResult(
            IItemCollection items, IPreferenceValueProvider preferences, IResultValueProvider results) {
        Map<String, WatchTally> watches = tally(items);
        if (watches.isEmpty()) {
            return RulesToolkit.getNotApplicableResult(this, preferences, "Nothing was watched by xwatch.");
        }
        boolean isBlind = watches.values().stream().anyMatch(WatchTally::isBlind);
        return ResultBuilder.createFor(this, preferences)
                .setSeverity(isBlind ? Severity.INFO : Severity.OK)
                .setSummary(join(watches, WatchTally::summary, "; "))
                .setExplanation(join(watches, WatchTally::explanation, "\n\n"))
                .build();
    }

    private static Map<String, WatchTally> tally(IItemCollection items) {
        Map<String, WatchTally> watches = new TreeMap<>();
        boolean isReady = items.apply(ItemFilters.type(EXECUTION)).hasItems();
        add(items, isReady ? EXECUTION : HIT, watches, WatchTally::addHit);
        add(items, "dev.xwatch.WatchState", watches, WatchTally::addState);
        add(items, "dev.xwatch.WatchCount", watches, WatchTally::addCount);
        return watches;
    }

    private static void add(
            IItemCollection items,
            String type,
            Map<String, WatchTally> watches,
            BiConsumer<WatchTally, Events> consumer) {
        Events.forEach(
                items,
                type,
                event -> consumer.accept(watches.computeIfAbsent(event.text("watch"), WatchTally::new), event));
    }

    private static String join(Map<String, WatchTally> watches, Function<WatchTally, String> text, String separator) {
        return watches.values().stream().map(text).collect(Collectors.joining(separator));
    }
}
