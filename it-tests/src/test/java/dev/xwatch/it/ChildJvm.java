package dev.xwatch.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A JVM started by a test, with its output. Gone when closed, whatever state it is in. */
public final class ChildJvm implements AutoCloseable {
    /** For whatever takes seconds at most on an idle machine: more than a busy one needs. */
    public static final Duration LONG = Duration.ofMinutes(2);

    private static final String VM_WARNING = "VM warning: ";

    private static final Duration AFTER_KILL = Duration.ofSeconds(20);

    private final Jdk jdk;
    private final List<String> command;
    private final Process process;
    private final LineLog out;
    private final LineLog err;
    private final PrintWriter in;

    private ChildJvm(Jdk jdk, List<String> command, Process process) {
        this.jdk = jdk;
        this.command = command;
        this.process = process;
        out = new LineLog("stdout of " + process.pid(), process.getInputStream());
        err = new LineLog("stderr of " + process.pid(), process.getErrorStream());
        in = new PrintWriter(process.outputWriter(UTF_8), true);
    }

    /** @param launch made ready but for its streams, which become this object's */
    static ChildJvm start(Jdk jdk, ProcessBuilder launch) throws IOException {
        return new ChildJvm(jdk, List.copyOf(launch.command()), launch.start());
    }

    /** The process that was started: with a command in front of {@code java} that stays, that command's. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has written so far. */
    public List<String> stdout() {
        return out.lines();
    }

    public List<String> stderr() {
        return err.lines();
    }

    /** Writes a line to its standard input. */
    public void println(String line) {
        in.println(line);
    }

    /** Ends its standard input. */
    public void endInput() {
        in.close();
    }

    /**
     * Waits for the next line on stdout of a kind: next after the one that was awaited before.
     *
     * @throws AssertionError if none comes in time, or before the output ends
     */
    public String awaitLine(Predicate<String> kind, Duration timeout) throws InterruptedException {
        return out.await(kind, timeout).orElseThrow(() -> new AssertionError("the line awaited did not come\n" + this));
    }

    /** The same for a line that starts with something. */
    public String awaitLine(String start) throws InterruptedException {
        return awaitLine(line -> line.startsWith(start), LONG);
    }

    /** The same, empty if it ends, or too much time passes, before such a line comes. */
    public Optional<String> line(String start) throws InterruptedException {
        return out.await(line -> line.startsWith(start), LONG);
    }

    /**
     * Waits until it has ended and all of its output is there.
     *
     * @return its exit status
     */
    public int awaitExit(Duration timeout) throws InterruptedException {
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("it has not ended in " + timeout + "\n" + this);
        }
        out.awaitEnd(AFTER_KILL);
        err.awaitEnd(AFTER_KILL);
        return process.exitValue();
    }

    /** The names of its threads, as the kernel has them. */
    public List<String> threads() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid()), "task"))) {
            return tasks.map(ChildJvm::threadName).toList();
        }
    }

    /** What its file descriptors stand for: a path, or {@code anon_inode:[KIND]}. */
    public List<String> descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid()), "fd"))) {
            return open.map(ChildJvm::target).toList();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    /** How many it has open. */
    public long perfEvents() throws IOException {
        return descriptors().stream().filter("anon_inode:[perf_event]"::equals).count();
    }

    /** @return the kernel's id of the thread of that name */
    String nativeId(String name) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid()), "task"))) {
            return tasks.filter(task -> threadName(task).equals(name))
                    .map(task -> task.getFileName().toString())
                    .findAny()
                    .orElseThrow();
        }
    }

    private static String threadName(Path task) {
        try {
            return Files.readString(task.resolve("comm")).strip();
        } catch (IOException e) {
            return "gone";
        }
    }

    /** What its JVM warns of, as long as it is asked: an option that it ignores, or cannot follow. */
    public Optional<String> warning() {
        return Stream.concat(stderr().stream(), stdout().stream())
                .filter(line -> line.contains(VM_WARNING))
                .map(line -> line.substring(line.indexOf(VM_WARNING) + VM_WARNING.length()))
                .findFirst();
    }

    /** What it said when it did not start: its first line, on stderr if there is one. */
    public String firstWords() throws InterruptedException {
        awaitExit(LONG);
        return Stream.concat(stderr().stream(), stdout().stream())
                .filter(line -> !line.equals("Error occurred during initialization of VM")) // the next one says which
                .findFirst()
                .orElse("exit status " + process.exitValue());
    }

    /** Ends it with SIGKILL: nothing of it runs any more. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(AFTER_KILL.toSeconds(), TimeUnit.SECONDS);
    }

    /** Runs its JDK's jcmd on it and returns what that printed. */
    public String jcmd(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(jdk.tool("jcmd"), Long.toString(pid())));
        line.addAll(List.of(arguments));
        return Tool.run(line);
    }

    /**
     * Loads the agent once more, as a user would by jcmd; without a budget if the options name none.
     *
     * @param options for this load but {@code reply}
     */
    ReplyFile load(String options) throws IOException, InterruptedException {
        return load(Artifacts.xwatchJar(), options);
    }

    /** The same with another jar. */
    ReplyFile load(Path jar, String options) throws IOException, InterruptedException {
        Path file = Files.createTempFile("xwatch-reply", ".json");
        try {
            Files.delete(file); // so that only this load's can be read
            String said = jcmd("JVMTI.agent_load", jar.toString(), Unlimited.budget(options) + ",reply:" + file);
            if (!Files.exists(file)) {
                throw new AssertionError("no reply to " + options + ": jcmd said\n" + said + "\n" + this);
            }
            return ReplyFile.read(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** The same without a JVM that runs jcmd: by what jcmd itself uses, for tests that load often. */
    public ReplyFile attach(String options) throws IOException {
        Path file = Files.createTempFile("xwatch-reply", ".json");
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid()));
            try {
                machine.loadAgent(Artifacts.xwatchJar().toString(), Unlimited.budget(options) + ",reply:" + file);
            } finally {
                machine.detach();
            }
            return ReplyFile.read(file);
        } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException e) {
            throw new IOException(e);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Loads a native agent, as a shared library. */
    public void loadNative(Path library, String options) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid()));
            try {
                machine.loadAgentPath(library.toString(), options);
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException e) {
            throw new IOException(library + " with " + options + ": " + e, e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        boolean interrupted = false;
        try {
            process.waitFor(AFTER_KILL.toSeconds(), TimeUnit.SECONDS);
            out.awaitEnd(AFTER_KILL);
            err.awaitEnd(AFTER_KILL);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        in.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Command line, state and output: what a failed test shows. */
    @Override
    public String toString() {
        return String.join(" ", command) + "\n"
                + (process.isAlive() ? "is running" : "exit status " + process.exitValue())
                + "\nstdout:\n" + String.join("\n", stdout())
                + "\nstderr:\n" + String.join("\n", stderr());
    }
}
