package dev.xwatch.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How to start a child JVM: {@code Launch.on(jdk).agent("watch:...").main(Calls.class, "20000").start()}. */
public final class Launch {
    /** They would change what the child does, and make it say so on stderr. */
    private static final List<String> VARIABLES_OF_THE_JVM = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

    private final Jdk jdk;
    private final List<String> front = new ArrayList<>();
    private final List<String> jvmArguments = new ArrayList<>();
    private final List<String> program = new ArrayList<>();
    private final List<Path> libraries = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Path directory = Path.of("").toAbsolutePath();

    private Launch(Jdk jdk) {
        this.jdk = jdk;
    }

    public static Launch on(Jdk jdk) {
        return new Launch(jdk);
    }

    /** A command that is given the JVM's whole command line, such as {@code setpriv} or {@code strace -f}. */
    Launch under(String... command) {
        front.addAll(List.of(command));
        return this;
    }

    /** Options of {@code java}. */
    public Launch jvm(String... arguments) {
        jvmArguments.addAll(List.of(arguments));
        return this;
    }

    /** The agent, there from the start; without a budget if the options name none. */
    public Launch agent(String... options) {
        return jvm("-javaagent:" + Artifacts.xwatchJar() + "=" + Unlimited.budget(String.join(",", options)));
    }

    /** A jar for the class path, to be named before the program. */
    public Launch library(Path jar) {
        libraries.add(jar);
        return this;
    }

    /** The program, one of {@code dev.xwatch.it.app}. */
    public Launch main(Class<?> main, String... arguments) {
        String classPath = Stream.concat(Stream.of(Artifacts.testClasses()), libraries.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        program.addAll(List.of("-cp", classPath, main.getName()));
        program.addAll(List.of(arguments));
        return this;
    }

    /** What follows the options of {@code java}, which have the class path. */
    Launch program(String main, String... arguments) {
        program.add(main);
        program.addAll(List.of(arguments));
        return this;
    }

    Launch jar(Path jar, String... arguments) {
        program.addAll(List.of("-jar", jar.toString()));
        program.addAll(List.of(arguments));
        return this;
    }

    /** The working directory; by default that of the tests. */
    Launch in(Path workingDirectory) {
        directory = workingDirectory;
        return this;
    }

    Launch environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public ChildJvm start() throws IOException {
        List<String> command = new ArrayList<>(front);
        command.add(jdk.tool("java"));
        command.addAll(jvmArguments);
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeAll(VARIABLES_OF_THE_JVM);
        builder.environment().putAll(environment);
        return ChildJvm.start(jdk, builder);
    }
}
