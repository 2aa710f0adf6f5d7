package dev.xwatch.boot;

import dev.xwatch.watch.StateChange;
import dev.xwatch.watch.WatchCounts;
import dev.xwatch.watch.WatchSnapshot;
import dev.xwatch.watch.WatchState;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What replies and the MBean tell of a {@code T}: one list for both, so that they cannot differ.
 *
 * @param type Boolean, Integer, Long, Double, String or List (of strings)
 */
record WatchField<T>(String name, Class<?> type, Function<T, Object> value) {
    private static final StateChange NONE = new StateChange(0, "", "", WatchState.Pending, "", "", 0, 0, 0, 0, 0, 0, 0);

    /** Of a state, of the watch or of one of its methods. */
    static final List<WatchField<StateChange>> OF_STATE = List.of(
            text("state", state -> state.state().name()),
            text("reason", StateChange::reason),
            text("method", StateChange::method),
            text("address", state -> "0x" + Long.toHexString(state.address())),
            new WatchField<>("compileId", Integer.class, StateChange::compileId),
            new WatchField<>("tier", Integer.class, StateChange::tier),
            new WatchField<>("threads", Integer.class, StateChange::threads),
            new WatchField<>("threadsArmed", Integer.class, StateChange::threadsArmed),
            new WatchField<>("armMillis", Double.class, state -> state.latencyNanos() / 1e6));

    private static final List<WatchField<WatchSnapshot>> OF_REQUEST = List.of(
            text("name", watch -> watch.request().name()),
            text("spec", watch -> watch.request().spec().canonical()),
            text("kind", watch -> watch.request().spec().kind().text()));

    private static final List<WatchField<WatchCounts>> OF_COUNTS = List.of(
            number("hits", WatchCounts::hits),
            number("recorded", WatchCounts::recorded),
            number("lost", WatchCounts::lost),
            number("discarded", WatchCounts::discarded),
            number("duplicates", WatchCounts::duplicates),
            number("observedTime", WatchCounts::observedNanos),
            number("armedTime", WatchCounts::armedNanos),
            number("estimatedHits", counts -> counts.estimate().hits()),
            number("estimatedLow", counts -> counts.estimate().low()),
            number("estimatedHigh", counts -> counts.estimate().high()),
            new WatchField<>(
                    "saturated", Boolean.class, counts -> counts.estimate().saturated()),
            number("inlinedInto", counts -> counts.unseen().inlinedInto()),
            new WatchField<>(
                    "inlinedIntoMethods", List.class, counts -> counts.unseen().someInlinedIntoMethods()),
            number("osrVersions", counts -> counts.unseen().osrVersions()),
            new WatchField<>(
                    "intrinsic", Boolean.class, counts -> counts.unseen().intrinsic()),
            number("interpretedCalls", counts -> counts.unseen().interpretedCalls()));

    /** Of a watch. */
    static final List<WatchField<WatchSnapshot>> OF_WATCH = Stream.of(
                    OF_REQUEST.stream(),
                    OF_STATE.stream().map(field -> field.<WatchSnapshot>of(WatchField::telling)),
                    OF_COUNTS.stream().map(field -> field.<WatchSnapshot>of(WatchSnapshot::counts)))
            .flatMap(fields -> fields)
            .toList();

    private static <T> WatchField<T> text(String name, Function<T, Object> value) {
        return new WatchField<>(name, String.class, value);
    }

    private static <T> WatchField<T> number(String name, Function<T, Object> value) {
        return new WatchField<>(name, Long.class, value);
    }

    private <S> WatchField<S> of(Function<S, T> part) {
        return new WatchField<>(name, type, part.andThen(value));
    }

    /** Of several methods, one that is armed stands for the watch. */
    private static StateChange telling(WatchSnapshot watch) {
        return watch.states().stream()
                .max(Comparator.comparingInt(
                        state -> state.address() != 0 ? 2 : state.state() == WatchState.Pending ? 1 : 0))
                .orElse(NONE);
    }

    /** The states of a watch's methods, where it has several. */
    static List<StateChange> methods(WatchSnapshot watch) {
        return watch.states().size() > 1 ? watch.states() : List.of();
    }
}
