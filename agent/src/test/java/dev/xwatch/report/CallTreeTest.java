package dev.xwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class CallTreeTest {
    private final CallTree tree = new CallTree();

    private String json() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            new FlameJson(tree).write(json);
        }
        return text.toString();
    }

    @Test
    void joinsStacksFromTheCodeThatWasHitOutwards() throws IOException {
        tree.add("price\ntotal\nrun");
        tree.add("price\noffer\nrun");
        tree.add("price\ntotal\nmain");
        tree.add("");

        // The root, price, total, offer; below these run and main of total, and run of offer.
        assertThat(json())
                .isEqualTo("{\"cut\":0,\"least\":1,"
                        + "\"nodes\":[-1,0,4,0,1,3,1,2,2,1,3,1,2,4,1,2,5,1,3,5,1],"
                        + "\"frames\":[\"\",\"price\",\"total\",\"offer\",\"main\",\"run\"]}");
    }

    @Test
    void staysWithinItsLimitsAndSaysWhatItLeftOut() throws IOException {
        for (int i = 0; i < 100_000; i++) {
            tree.add("price\ncaller" + i);
            tree.add("price\nthe one");
        }

        assertThat(tree.root().hits()).isEqualTo(200_000);
        assertThat(tree.cut()).isBetween(50_000L, 50_002L);
        // What is drawn is what more than one hit came by.
        assertThat(json())
                .endsWith("\"least\":2,\"nodes\":[-1,0,200000,0,1,200000,1,2,100000],"
                        + "\"frames\":[\"\",\"price\",\"the one\"]}");
    }
}
