package dev.xwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {
    private static String page(String data) throws IOException {
        StringWriter out = new StringWriter();
        Page.write(data, out);
        return out.toString();
    }

    private static String hashOf(String element, String page) throws Exception {
        Matcher matcher = Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL)
                .matcher(page);
        assertThat(matcher.find()).isTrue();
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(matcher.group(1).getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    @Test
    void thePolicyAllowsItsOwnScriptAndStyleAndNothingElse() throws Exception {
        String page = page("{}");

        assertThat(page)
                .contains("content=\"default-src 'none'; img-src data:; style-src " + hashOf("style", page)
                        + "; script-src " + hashOf("script", page) + "; base-uri 'none'; form-action 'none'\"")
                .doesNotContain("https:", "{{");
        assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:");
    }

    @Test
    void dataIsNeverTakenForAPlaceholder() throws Exception {
        assertThat(page("{\"name\":\"{{script}}\"}")).containsOnlyOnce("{{script}}");
    }
}
