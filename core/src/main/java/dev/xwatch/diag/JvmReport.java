package dev.xwatch.diag;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What xwatch can do in a JVM, by that JVM's own account.
 *
 * @param vm its name and version
 * @param abilities each by name, with the empty string if it is there, or what is in its way
 */
public record JvmReport(String vm, Map<String, String> abilities) {
    private static final String VM = "vm";
    private static final String ABILITY = "ability.";

    public JvmReport {
        abilities = Map.copyOf(abilities);
    }

    /** As text, for another process to {@link #parse}. */
    public String text() {
        Properties properties = new Properties();
        properties.setProperty(VM, vm);
        abilities.forEach((name, obstacle) -> properties.setProperty(ABILITY + name, obstacle));
        StringWriter text = new StringWriter();
        try {
            properties.store(text, null);
        } catch (IOException e) {
            throw new IllegalStateException("a string can always be written to", e);
        }
        return text.toString();
    }

    /** @throws IOException if it is not the text of a report */
    public static JvmReport parse(String text) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            throw new IOException("not a report: " + text, e);
        }
        String vm = properties.getProperty(VM);
        if (vm == null) {
            throw new IOException("not a report: " + text);
        }
        Map<String, String> abilities = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(ABILITY)) {
                abilities.put(name.substring(ABILITY.length()), properties.getProperty(name));
            }
        }
        return new JvmReport(vm, abilities);
    }
}
