package dev.xwatch.boot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.xwatch.watch.Refusal;
import dev.xwatch.watch.StateChange;
import dev.xwatch.watch.WatchSnapshot;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a load did, as JSON.
 *
 * @param notes what else is worth saying
 * @param callers of watches, with the number of their hits
 */
public record Reply(
        Optional<Refusal> error,
        List<String> notes,
        List<WatchSnapshot> watches,
        Map<String, Map<String, Long>> callers) {
    /** Without callers. */
    public Reply(Optional<Refusal> error, List<String> notes, List<WatchSnapshot> watches) {
        this(error, notes, watches, Map.of());
    }

    /** Writes it beside the file first: whoever waits for the file finds it whole. */
    void writeTo(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path beside = absolute.resolveSibling(absolute.getFileName() + ".part");
        try (Writer writer = Files.newBufferedWriter(beside)) {
            write(writer);
        }
        Files.move(beside, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes it and leaves the writer open. */
    public void write(Writer writer) throws IOException {
        try (JsonGenerator json = json().createGenerator(writer)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            write(json.useDefaultPrettyPrinter());
        }
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
        write(json, "notes", notes);
        json.writeArrayFieldStart("watches");
        for (WatchSnapshot watch : watches) {
            json.writeStartObject();
            write(json, WatchField.OF_WATCH, watch);
            json.writeArrayFieldStart("methods");
            for (StateChange state : WatchField.methods(watch)) {
                json.writeStartObject();
                write(json, WatchField.OF_STATE, state);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        if (!callers.isEmpty()) {
            json.writeFieldName("callers");
            writeCallers(json);
        }
        json.writeEndObject();
    }

    private void writeCallers(JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, Map<String, Long>> watch : callers.entrySet()) {
            json.writeObjectFieldStart(watch.getKey());
            for (Map.Entry<String, Long> caller : watch.getValue().entrySet()) {
                json.writeNumberField(caller.getKey(), caller.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static <T> void write(JsonGenerator json, List<WatchField<T>> fields, T subject) throws IOException {
        for (WatchField<T> field : fields) {
            write(json, field.name(), field.value().apply(subject));
        }
    }

    private static void write(JsonGenerator json, String name, Object value) throws IOException {
        if (value instanceof List<?> texts) {
            json.writeArrayFieldStart(name);
            for (Object text : texts) {
                json.writeString(text.toString());
            }
            json.writeEndArray();
        } else {
            json.writePOJOField(name, value);
        }
    }
}
