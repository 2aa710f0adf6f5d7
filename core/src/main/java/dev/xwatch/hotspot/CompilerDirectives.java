package dev.xwatch.hotspot;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * The stack of compiler directives (JEP 165), through the MBean of the diagnostic commands: what {@code jcmd PID
 * Compiler.directives_print}, {@code _add} and {@code _remove} do. The JIT follows the first, from the top, that matches
 * the method to be compiled; at the bottom lies a default that matches all. For one thread; others may change the stack too.
 */
public final class CompilerDirectives {
    private static final String DIRECTIVE = "Directive:";

    /** The directives on the stack, as they are printed, from the top, the default left out. */
    public List<String> all() throws IOException {
        return parse(run("compilerDirectivesPrint"));
    }

    static List<String> parse(String printed) {
        List<String> directives = new ArrayList<>();
        StringBuilder directive = null;
        for (String line : printed.lines().toList()) {
            if (line.startsWith(DIRECTIVE)) {
                if (directive != null) {
                    directives.add(directive.toString());
                }
                directive = new StringBuilder();
            }
            if (directive != null) {
                directive.append(line).append('\n');
            }
        }
        return directives; // without the last one, the default
    }

    public Optional<String> top() throws IOException {
        return all().stream().findFirst();
    }

    /**
     * Puts one on top.
     *
     * @param json as in a directives file
     * @throws IOException if HotSpot does not take it, saying why
     */
    public void push(String json) throws IOException {
        int before = all().size();
        Path file = Files.createTempFile("xwatch-directives", ".json");
        String answer;
        try {
            Files.writeString(file, json);
            answer = run("compilerDirectivesAdd", file.toString());
        } finally {
            Files.deleteIfExists(file);
        }
        if (all().size() != before + 1) {
            throw new IOException("the JVM does not take the compiler directive: " + answer.strip());
        }
    }

    /** Takes the one on top away, whosever it is. */
    public void pop() throws IOException {
        run("compilerDirectivesRemove");
    }

    private static String run(String operation, String... arguments) throws IOException {
        @Nullable Object[] values = arguments.length == 0 ? new Object[0] : new Object[] {arguments};
        String[] types = arguments.length == 0 ? new String[0] : new String[] {String[].class.getName()};
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            return String.valueOf(server.invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"), operation, values, types));
        } catch (JMException | RuntimeException e) {
            throw new IOException("the diagnostic command " + operation + " cannot be run: " + e, e);
        }
    }
}
