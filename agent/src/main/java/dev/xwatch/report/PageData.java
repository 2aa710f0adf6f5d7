package dev.xwatch.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;

/**
 * What the page draws, as JSON that may stand within an HTML element: all but ASCII is escaped, and so is {@code <}. Times
 * are nanoseconds since {@code start}, addresses are hexadecimal.
 */
final class PageData {
    private static final long NANOS = 1_000_000_000;

    private PageData() {}

    static String json(Aggregate aggregate, String file, String version) throws IOException {
        JsonFactory factory = JsonFactory.builder()
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .build()
                .setCharacterEscapes(new NoMarkup());
        StringWriter text = new StringWriter();
        try (JsonGenerator json = factory.createGenerator(text)) {
            long start = aggregate.first();
            json.writeStartObject();
            json.writeStringField("version", version);
            json.writeStringField("file", file);
            json.writeStringField("start", instant(start).toString());
            json.writeNumberField("end", aggregate.last() - start);
            json.writeNumberField("hits", aggregate.hits());
            json.writeArrayFieldStart("watches");
            for (WatchData watch : aggregate.watches()) {
                new WatchJson(json, start).write(watch);
            }
            json.writeEndArray();
            writeRegions(aggregate.regions(), start, json);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    private static void writeRegions(Regions regions, long start, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("regions");
        json.writeNumberField("leftOut", regions.leftOut());
        json.writeArrayFieldStart("all");
        for (Map.Entry<Regions.Key, Regions.Region> entry : regions.all().entrySet()) {
            Regions.Region region = entry.getValue();
            json.writeStartObject();
            json.writeStringField("start", hex(entry.getKey().start()));
            json.writeNumberField("size", entry.getKey().size());
            json.writeStringField("permissions", region.permissions());
            json.writeStringField("path", region.path());
            json.writeNumberField("changes", region.changes());
            if (region.mapped().isPresent()) {
                json.writeNumberField("mapped", region.mapped().getAsLong() - start);
            }
            if (region.unmapped().isPresent()) {
                json.writeNumberField("unmapped", region.unmapped().getAsLong() - start);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }

    /** Nothing that ends the script element, or begins anything else. */
    private static final class NoMarkup extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        private final int[] escapes = standardAsciiEscapesForJSON();

        NoMarkup() {
            for (char character : new char[] {'<', '>', '&'}) {
                escapes[character] = ESCAPE_STANDARD;
            }
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return escapes;
        }

        @Override
        public SerializableString getEscapeSequence(int character) {
            return new SerializedString(String.format("\\u%04x", character));
        }
    }
}
