package dev.xwatch.boot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.xwatch.watch.Refusal;
import dev.xwatch.watch.StateChange;
import dev.xwatch.watch.Unseen;
import dev.xwatch.watch.WatchCounts;
import dev.xwatch.watch.WatchSnapshot;
import dev.xwatch.watch.WatchState;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a load did, as JSON. */
record Reply(Optional<Refusal> error, List<WatchSnapshot> watches) {
    /** Writes it beside the file first: whoever waits for the file finds it whole. */
    void writeTo(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path beside = absolute.resolveSibling(absolute.getFileName() + ".part");
        try (Writer writer = Files.newBufferedWriter(beside);
                JsonGenerator json = json().createGenerator(writer)) {
            write(json.useDefaultPrettyPrinter());
        }
        Files.move(beside, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static JsonFactory json() {
        // The usual pool keeps buffers in the thread, one of the application's or the JVM's, and so this class's
        // loader.
        return JsonFactory.builder()
                .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                .build();
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("ok", error.isEmpty());
        json.writeStringField("version", Version.text());
        json.writeFieldName("error");
        if (error.isPresent()) {
            json.writeStartObject();
            json.writeStringField("what", error.get().what());
            json.writeStringField("why", error.get().why());
            json.writeStringField("fix", error.get().fix());
            json.writeEndObject();
        } else {
            json.writeNull();
        }
        json.writeArrayFieldStart("watches");
        for (WatchSnapshot watch : watches) {
            json.writeStartObject();
            write(json, watch);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, WatchSnapshot watch) throws IOException {
        json.writeStringField("name", watch.request().name());
        json.writeStringField("spec", watch.request().spec().canonical());
        json.writeStringField("kind", watch.request().spec().kind().text());
        Optional<StateChange> telling = watch.states().stream().max(Comparator.comparingInt(Reply::tells));
        if (telling.isPresent()) {
            write(json, telling.get());
        }
        if (watch.states().size() > 1) {
            json.writeArrayFieldStart("methods");
            for (StateChange state : watch.states()) {
                json.writeStartObject();
                write(json, state);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        write(json, watch.counts());
    }

    /** Of several methods, one that is armed stands for the watch. */
    private static int tells(StateChange state) {
        return state.address() != 0 ? 2 : state.state() == WatchState.Pending ? 1 : 0;
    }

    private static void write(JsonGenerator json, StateChange state) throws IOException {
        json.writeStringField("state", state.state().name());
        json.writeStringField("reason", state.reason());
        json.writeStringField("method", state.method());
        json.writeStringField("address", "0x" + Long.toHexString(state.address()));
        json.writeNumberField("compileId", state.compileId());
        json.writeNumberField("tier", state.tier());
        json.writeNumberField("threads", state.threads());
        json.writeNumberField("threadsArmed", state.threadsArmed());
        json.writeNumberField("armMillis", state.latencyNanos() / 1e6);
    }

    private static void write(JsonGenerator json, Unseen unseen) throws IOException {
        json.writeNumberField("inlinedInto", unseen.inlinedInto());
        json.writeArrayFieldStart("inlinedIntoMethods");
        for (String caller : unseen.someInlinedIntoMethods()) {
            json.writeString(caller);
        }
        json.writeEndArray();
        json.writeNumberField("osrVersions", unseen.osrVersions());
        json.writeBooleanField("intrinsic", unseen.intrinsic());
        json.writeNumberField("interpretedCalls", unseen.interpretedCalls());
    }

    private static void write(JsonGenerator json, WatchCounts counts) throws IOException {
        json.writeNumberField("hits", counts.hits());
        json.writeNumberField("recorded", counts.recorded());
        json.writeNumberField("lost", counts.lost());
        json.writeNumberField("discarded", counts.discarded());
        json.writeNumberField("duplicates", counts.duplicates());
        json.writeNumberField("observedTime", counts.observedNanos());
        json.writeNumberField("armedTime", counts.armedNanos());
        json.writeNumberField("estimatedHits", counts.estimate().hits());
        json.writeNumberField("estimatedLow", counts.estimate().low());
        json.writeNumberField("estimatedHigh", counts.estimate().high());
        json.writeBooleanField("saturated", counts.estimate().saturated());
        write(json, counts.unseen());
    }
}
