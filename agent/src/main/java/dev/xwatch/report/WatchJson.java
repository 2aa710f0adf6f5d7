package dev.xwatch.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes one watch. */
final class WatchJson {
    /** As many as there are colours. */
    private static final int DRAWN = 8;

    private static final int THREADS = 200;
    private static final int VALUES = 12;

    private final JsonGenerator json;
    private final long start;

    /** @param start of all times */
    WatchJson(JsonGenerator json, long start) {
        this.json = json;
        this.start = start;
    }

    void write(WatchData watch) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", watch.name());
        json.writeStringField("spec", watch.spec());
        json.writeStringField("kind", watch.kind());
        json.writeNumberField("hits", watch.hits());
        json.writeNumberField("from", watch.first() - start);
        json.writeNumberField("to", watch.last() - start);
        writeCounts(watch.counts());
        writeTimes(watch);
        writeChanges(watch.states());
        writeThreads(watch);
        writeArguments(watch.arguments());
        json.writeFieldName("calls");
        new FlameJson(watch.calls()).write(json);
        json.writeEndObject();
    }

    private void writeCounts(Counts counts) throws IOException {
        json.writeNumberField("lives", counts.lives());
        json.writeObjectFieldStart("counts");
        for (Map.Entry<String, Object> entry : counts.values().entrySet()) {
            json.writeFieldName(entry.getKey());
            if (entry.getValue() instanceof Boolean flag) {
                json.writeBoolean(flag);
            } else if (entry.getValue() instanceof Number number) {
                json.writeNumber(number.longValue());
            } else {
                json.writeString(String.valueOf(entry.getValue()));
            }
        }
        json.writeEndObject();
    }

    /** Hits and states in buckets of one width. */
    private void writeTimes(WatchData watch) throws IOException {
        int shift = watch.codes().all().shift();
        for (StateLane lane : watch.states().lanes()) {
            shift = Math.max(shift, lane.moves().shift());
            for (TimeBuckets buckets : lane.standings().values()) {
                shift = Math.max(shift, buckets.shift());
            }
        }
        // The same place in time for all: the bucket in which the report's time begins has the number 0.
        long origin = start >> shift;
        json.writeNumberField("bucket", 1L << shift);
        json.writeNumberField("bucketStart", (origin << shift) - start);
        writeCodes(watch.codes(), shift, origin);
        json.writeArrayFieldStart("lanes");
        for (StateLane lane : watch.states().lanes()) {
            json.writeStartObject();
            json.writeStringField("method", lane.method());
            Standing now = lane.standing();
            json.writeStringField("now", now == null ? "removed" : lowerCase(now));
            for (Map.Entry<Standing, TimeBuckets> entry : lane.standings().entrySet()) {
                writeBuckets(lowerCase(entry.getKey()), entry.getValue(), shift, origin);
            }
            writeBuckets("moves", lane.moves(), shift, origin);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String lowerCase(Standing standing) {
        return standing.name().toLowerCase(Locale.ROOT);
    }

    private void writeCodes(CodeSeries codes, int shift, long origin) throws IOException {
        List<CodeSeries.Series> all = codes.byHits();
        TimeBuckets others = new TimeBuckets();
        others.addAll(codes.beyond());
        json.writeArrayFieldStart("codes");
        for (int i = 0; i < all.size(); i++) {
            CodeSeries.Series series = all.get(i);
            Code code = series.code();
            json.writeStartObject();
            json.writeStringField("method", code.method());
            json.writeNumberField("compileId", code.compileId());
            json.writeNumberField("tier", code.tier());
            json.writeStringField("address", PageData.hex(code.address()));
            json.writeNumberField("hits", series.hits());
            json.writeNumberField("first", series.first() - start);
            json.writeNumberField("last", series.last() - start);
            if (i < DRAWN) {
                writeBuckets("buckets", series.buckets(), shift, origin);
            } else {
                others.addAll(series.buckets());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("hitsOfMoreCodes", codes.hitsBeyond());
        writeBuckets("otherCodes", others, shift, origin);
    }

    /** Number and amount, number and amount, and so on. */
    private void writeBuckets(String name, TimeBuckets buckets, int shift, long origin) throws IOException {
        json.writeArrayFieldStart(name);
        for (Map.Entry<Long, Long> bucket : buckets.at(shift).entrySet()) {
            json.writeNumber(bucket.getKey() - origin);
            json.writeNumber(bucket.getValue());
        }
        json.writeEndArray();
    }

    private void writeChanges(StateHistory states) throws IOException {
        json.writeNumberField("changesMade", states.changesMade());
        json.writeArrayFieldStart("changes");
        List<Change> told = new ArrayList<>(states.changes());
        Change latest = states.latest();
        if (latest != null && !told.contains(latest)) {
            told.add(latest);
        }
        for (Change change : told) {
            json.writeStartObject();
            json.writeNumberField("time", change.nanos() - start);
            json.writeStringField("state", change.state());
            json.writeStringField("reason", change.reason());
            json.writeStringField("method", change.method());
            json.writeStringField("address", change.address() == 0 ? "" : PageData.hex(change.address()));
            json.writeNumberField("compileId", change.compileId());
            json.writeNumberField("tier", change.tier());
            json.writeNumberField("threads", change.threads());
            json.writeNumberField("threadsArmed", change.threadsArmed());
            json.writeNumberField("latency", change.latency());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeThreads(WatchData watch) throws IOException {
        TopValues<WatchData.ThreadKey> threads = watch.threads();
        json.writeObjectFieldStart("threads");
        json.writeNumberField("virtual", watch.hitsOnVirtualThreads());
        json.writeNumberField("known", threads.known());
        json.writeBooleanField("exact", threads.exact());
        json.writeArrayFieldStart("top");
        for (Map.Entry<WatchData.ThreadKey, Long> entry : threads.top(THREADS)) {
            json.writeStartArray();
            json.writeString(entry.getKey().name());
            json.writeNumber(entry.getKey().osThreadId());
            json.writeNumber(entry.getValue());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeArguments(Arguments arguments) throws IOException {
        json.writeArrayFieldStart("arguments");
        for (Map.Entry<Arguments.Argument, TopValues<String>> entry :
                arguments.values().entrySet()) {
            TopValues<String> values = entry.getValue();
            json.writeStartObject();
            json.writeStringField("method", entry.getKey().method());
            json.writeStringField("name", entry.getKey().name());
            json.writeNumberField("total", values.total());
            json.writeNumberField("known", values.known());
            json.writeBooleanField("exact", values.exact());
            json.writeArrayFieldStart("top");
            for (Map.Entry<String, Long> value : values.top(VALUES)) {
                json.writeStartArray();
                json.writeString(value.getKey());
                json.writeNumber(value.getValue());
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
