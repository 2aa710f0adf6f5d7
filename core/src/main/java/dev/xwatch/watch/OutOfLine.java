package dev.xwatch.watch;

import dev.xwatch.hotspot.CompilerDirectives;
import dev.xwatch.hotspot.InstanceKlass;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps methods out of line for the watches that ask for it: one compiler directive for all of them forbids that they be
 * inlined, and a retransformation that changes nothing throws out the code into which they have been. Owned by the engine's
 * thread.
 */
final class OutOfLine {
    private static final Logger LOG = LoggerFactory.getLogger(OutOfLine.class);

    /** From then on HotSpot records for all code which methods it has inlined, whether there is an agent or not. */
    private static final int RECORDS_ALWAYS = 25;

    private final CompilerDirectives directives;
    private final Instrumentation instrumentation;
    private final Map<Watch, Set<String>> methods = new HashMap<>();
    /** As it is printed, while it is on the stack. */
    private @Nullable String ours;

    private boolean allCodeThrownOut = Runtime.version().feature() >= RECORDS_ALWAYS;

    OutOfLine(CompilerDirectives directives, Instrumentation instrumentation) {
        this.directives = directives;
        this.instrumentation = instrumentation;
    }

    private static boolean cameFirst() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .anyMatch(argument -> argument.startsWith("-javaagent"));
    }

    /** @throws RefusedException if the directive would be in the way of others */
    void require(WatchRequest request) throws IOException {
        List<String> others = new ArrayList<>(directives.all());
        others.remove(ours);
        if (!others.isEmpty()) {
            throw new RefusedException(
                    "option noinline:on for watch " + request.text(),
                    "the application has " + others.size()
                            + " compiler directives of its own, which xwatch's would hide: the JIT follows the first"
                            + " that matches",
                    "watch without noinline, or take them away (jcmd PID Compiler.directives_clear)");
        }
    }

    /**
     * Keeps methods of a class out of line from now on.
     *
     * @param kept their names, each followed by its descriptor
     * @return how that went, for the reason of their state
     */
    String keep(Watch watch, Class<?> type, InstanceKlass klass, Collection<String> kept) {
        if (kept.isEmpty()) {
            return "";
        }
        if (type.isHidden() || !instrumentation.isModifiableClass(type)) {
            return "not kept out of line: the class cannot be retransformed";
        }
        Set<String> ofWatch = methods.computeIfAbsent(watch, w -> new HashSet<>());
        kept.forEach(method -> ofWatch.add(klass.name() + "." + method));
        try {
            replace();
            instrumentation.retransformClasses(type);
            boolean throwsAllOut = !allCodeThrownOut && !cameFirst();
            allCodeThrownOut = true;
            return "kept out of line" + (throwsAllOut ? "; all compiled code was thrown out for it once" : "");
        } catch (IOException | UnmodifiableClassException | RuntimeException | LinkageError e) {
            return "not kept out of line: " + e.getMessage();
        }
    }

    /** Lets the methods of a watch be inlined again, in code that is compiled from now on. */
    void release(Watch watch) {
        if (methods.remove(watch) != null) {
            try {
                replace();
            } catch (IOException e) {
                LOG.warn("{}: {}", watch.name(), e.getMessage());
            }
        }
    }

    /** Brings the directive up to date: the stack can be changed at its top only. */
    private void replace() throws IOException {
        if (ours != null) {
            if (!directives.top().equals(Optional.of(ours))) {
                throw new IOException(
                        "xwatch's compiler directive cannot be changed or taken away, because another lies"
                                + " on top of it. Fix: jcmd PID Compiler.directives_clear takes all away");
            }
            directives.pop();
            ours = null;
        }
        Set<String> all = methods.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        if (!all.isEmpty()) {
            directives.push(all.stream()
                    .map(method -> "\"-" + method + "\"")
                    .collect(Collectors.joining(", ", "[{ match: \"*.*\", inline: [", "] }]")));
            ours = directives.top().orElseThrow();
        }
    }
}
