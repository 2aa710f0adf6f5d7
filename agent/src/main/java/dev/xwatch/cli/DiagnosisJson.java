package dev.xwatch.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.xwatch.boot.Version;
import dev.xwatch.diag.Check;
import dev.xwatch.diag.Diagnosis;
import dev.xwatch.diag.Finding;
import dev.xwatch.perf.Explanation;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;

/** A diagnosis for programs. */
final class DiagnosisJson {
    private DiagnosisJson() {}

    static void write(Diagnosis diagnosis, PrintStream out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).useDefaultPrettyPrinter();
            write(diagnosis, json);
        }
        out.println();
    }

    private static void write(Diagnosis diagnosis, JsonGenerator json) throws IOException {
        Optional<Check> obstacle = diagnosis.obstacle();
        json.writeStartObject();
        json.writeBooleanField("ok", obstacle.isEmpty());
        json.writeStringField("version", Version.text());
        json.writeFieldName("error");
        if (obstacle.isPresent()) {
            json.writeStartObject();
            json.writeStringField(
                    "what",
                    obstacle.get().name() + ": " + obstacle.get().finding().detail());
            explain(obstacle.get().finding(), json);
            json.writeEndObject();
        } else {
            json.writeNull();
        }
        json.writeArrayFieldStart("checks");
        for (Check check : diagnosis.checks()) {
            json.writeStartObject();
            json.writeStringField("name", check.name());
            json.writeStringField("result", DiagnosisText.result(check.finding()));
            json.writeBooleanField("essential", check.essential());
            json.writeStringField("detail", check.finding().detail());
            explain(check.finding(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void explain(Finding finding, JsonGenerator json) throws IOException {
        if (finding instanceof Finding.Degraded degraded) {
            explain(degraded.explanation(), json);
        } else if (finding instanceof Finding.Fails fails) {
            explain(fails.explanation(), json);
        }
    }

    private static void explain(Explanation explanation, JsonGenerator json) throws IOException {
        json.writeStringField("why", explanation.why());
        json.writeStringField("fix", explanation.fix());
        json.writeStringField("see", explanation.see());
    }
}
