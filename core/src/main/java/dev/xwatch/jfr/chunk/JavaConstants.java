package dev.xwatch.jfr.chunk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The constants of a chunk: threads, stacks and what these consist of, texts. Types and fields have the JVM's names, those
 * without which readers do well left out.
 */
final class JavaConstants {
    static final String STRING = "java.lang.String";
    static final String THREAD = "java.lang.Thread";
    static final String CLASS = "java.lang.Class";
    static final String STACK_TRACE = "jdk.types.StackTrace";
    static final String STACK_FRAME = "jdk.types.StackFrame";
    static final String METHOD = "jdk.types.Method";
    static final String PACKAGE = "jdk.types.Package";
    static final String SYMBOL = "jdk.types.Symbol";
    static final String FRAME_TYPE = "jdk.types.FrameType";

    static final Map<String, List<FieldDefinition>> TYPES = types();

    /** A reader keeps a chunk's constants in memory, as we do. */
    private static final int MOST_CHARACTERS = 4 << 20;

    private static final int MOST_CONSTANTS = 1 << 15;

    private final ConstantPool<String> strings;
    private final ConstantPool<String> symbols;
    private final ConstantPool<String> frameTypes;
    private final ConstantPool<String> packages;
    private final ConstantPool<String> classes;
    private final ConstantPool<String> methods;
    private final ConstantPool<ThreadConstant> threads;
    private final ConstantPool<StackTraceSource> stackTraces;
    private long characters;

    /** @param numbers gives each constant its own */
    JavaConstants(LongSupplier numbers) {
        strings = new ConstantPool<>(numbers, Encoder::putText);
        symbols = new ConstantPool<>(numbers, Encoder::putText);
        frameTypes = new ConstantPool<>(numbers, Encoder::putText);
        packages = new ConstantPool<>(numbers, this::putPackage);
        classes = new ConstantPool<>(numbers, this::putClass);
        methods = new ConstantPool<>(numbers, this::putMethod);
        threads = new ConstantPool<>(numbers, JavaConstants::putThread);
        stackTraces = new ConstantPool<>(numbers, this::putStackTrace);
    }

    private static Map<String, List<FieldDefinition>> types() {
        Map<String, List<FieldDefinition>> types = new LinkedHashMap<>();
        types.put(SYMBOL, List.of(FieldDefinition.of("string", STRING)));
        types.put(FRAME_TYPE, List.of(FieldDefinition.of("description", STRING)));
        types.put(PACKAGE, List.of(FieldDefinition.of("name", SYMBOL)));
        types.put(
                CLASS,
                List.of(
                        FieldDefinition.of("name", SYMBOL),
                        FieldDefinition.of("package", PACKAGE),
                        FieldDefinition.of("modifiers", "int")));
        types.put(
                METHOD,
                List.of(
                        FieldDefinition.of("type", CLASS),
                        FieldDefinition.of("name", SYMBOL),
                        FieldDefinition.of("descriptor", SYMBOL),
                        FieldDefinition.of("modifiers", "int"),
                        FieldDefinition.of("hidden", "boolean")));
        types.put(
                STACK_FRAME,
                List.of(
                        FieldDefinition.of("method", METHOD),
                        FieldDefinition.of("lineNumber", "int"),
                        FieldDefinition.of("bytecodeIndex", "int"),
                        FieldDefinition.of("type", FRAME_TYPE)));
        types.put(
                STACK_TRACE,
                List.of(
                        FieldDefinition.of("truncated", "boolean"),
                        new FieldDefinition("frames", STACK_FRAME, true, List.of())));
        types.put(
                THREAD,
                List.of(
                        FieldDefinition.of("osName", STRING),
                        FieldDefinition.of("osThreadId", "long"),
                        FieldDefinition.of("javaName", STRING),
                        FieldDefinition.of("javaThreadId", "long")));
        return types;
    }

    long string(String text) {
        return counted(text, strings, text.length());
    }

    long thread(ThreadConstant thread) {
        return threads.number(thread);
    }

    /** @param stack null for none */
    long stackTrace(@Nullable StackTraceSource stack) {
        return stack == null ? 0 : counted(stack, stackTraces, stack.characters());
    }

    private <K> long counted(K constant, ConstantPool<K> pool, int size) {
        int before = pool.size();
        long number = pool.number(constant);
        if (pool.size() > before) {
            characters += size;
        }
        return number;
    }

    /** Whether it is time to begin another chunk, with empty pools. */
    boolean areMany() {
        return characters > MOST_CHARACTERS || threads.size() + stackTraces.size() + methods.size() > MOST_CONSTANTS;
    }

    private static void putThread(Encoder out, ThreadConstant thread) {
        out.putText(thread.osName());
        out.putLong(thread.osThreadId());
        out.putText(thread.javaName().isEmpty() ? null : thread.javaName());
        out.putLong(thread.javaThreadId());
    }

    private void putStackTrace(Encoder out, StackTraceSource source) {
        StackTraceConstant stack = source.stackTrace();
        out.putBoolean(stack.isTruncated());
        out.putInt(stack.frames().size());
        for (StackTraceConstant.Frame frame : stack.frames()) {
            out.putLong(methods.number(frame.className() + '\0' + frame.method() + '\0' + frame.descriptor()));
            out.putInt(frame.line());
            out.putInt(frame.bytecodeIndex());
            out.putLong(frame.type().isEmpty() ? 0 : frameTypes.number(frame.type()));
        }
    }

    private void putMethod(Encoder out, String classAndMethod) {
        String[] parts = classAndMethod.split("\0", -1);
        out.putLong(classes.number(parts[0]));
        out.putLong(symbols.number(parts[1]));
        out.putLong(symbols.number(parts[2]));
        out.putInt(0);
        out.putBoolean(false);
    }

    private void putClass(Encoder out, String name) {
        int dot = name.lastIndexOf('.');
        out.putLong(symbols.number(name.replace('.', '/')));
        out.putLong(packages.number(dot < 0 ? "" : name.substring(0, dot)));
        out.putInt(0);
    }

    private void putPackage(Encoder out, String name) {
        out.putLong(symbols.number(name.replace('.', '/')));
    }

    /** Adds all that came since the last checkpoint. @return whether there was anything */
    boolean drainTo(Encoder checkpoint, TypeTable types) {
        Map<String, ConstantPool<?>> pools = new LinkedHashMap<>();
        pools.put(STRING, strings);
        pools.put(THREAD, threads);
        pools.put(STACK_TRACE, stackTraces);
        pools.put(METHOD, methods);
        pools.put(CLASS, classes);
        pools.put(PACKAGE, packages);
        pools.put(SYMBOL, symbols);
        pools.put(FRAME_TYPE, frameTypes);
        pools.values().removeIf(pool -> !pool.hasPending());
        checkpoint.putInt(pools.size());
        pools.forEach((type, pool) -> pool.drainTo(checkpoint, types.id(type)));
        return !pools.isEmpty();
    }
}
