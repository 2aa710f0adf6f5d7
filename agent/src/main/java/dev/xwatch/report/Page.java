package dev.xwatch.report;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * Puts the page together: template, style, scripts and data in one file. Its content security policy lets nothing run but
 * these, and nothing be loaded.
 */
final class Page {
    private static final List<String> SCRIPTS =
            List.of("format.js", "timeline.js", "flame.js", "tables.js", "report.js");

    private Page() {}

    /** @param data JSON without markup */
    static void write(String data, Writer out) throws IOException {
        String style = resource("report.css");
        StringBuilder script = new StringBuilder("'use strict';\n");
        for (String name : SCRIPTS) {
            script.append(resource(name));
        }
        String policy = "default-src 'none'; img-src data:; style-src " + hash(style) + "; script-src "
                + hash(script.toString()) + "; base-uri 'none'; form-action 'none'";
        String template = resource("report.html");
        int end = 0;
        for (Part part : List.of(
                new Part("{{policy}}", policy),
                new Part("{{style}}", style),
                new Part("{{data}}", data),
                new Part("{{script}}", script.toString()))) {
            int at = template.indexOf(part.placeholder(), end);
            out.append(template, end, at).append(part.text());
            end = at + part.placeholder().length();
        }
        out.append(template, end, template.length());
    }

    private record Part(String placeholder, String text) {}

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
