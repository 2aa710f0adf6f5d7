package dev.xwatch.it;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that runs until it is interrupted. Gone when closed. */
public final class RunningTool implements AutoCloseable {
    private static final Duration END = Duration.ofMinutes(1);

    private final Process process;
    private final LineLog out;

    private RunningTool(Process process) {
        this.process = process;
        out = new LineLog("output of " + process.pid(), process.getInputStream());
    }

    public static RunningTool start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new RunningTool(process);
    }

    public long pid() {
        return process.pid();
    }

    /**
     * Waits for the next line that starts with something.
     *
     * @throws IOException if none comes in time, or before it ends; with what it has printed
     */
    public void awaitLine(String start) throws IOException, InterruptedException {
        if (out.await(line -> line.startsWith(start), ChildJvm.LONG).isEmpty()) {
            throw new IOException(String.join("\n", out.lines()));
        }
    }

    /**
     * Waits until it has ended.
     *
     * @return what it has printed
     */
    public String awaitEnd() throws IOException, InterruptedException {
        if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("it does not end: " + String.join("\n", out.lines()));
        }
        out.awaitEnd(END);
        return String.join("\n", out.lines());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
