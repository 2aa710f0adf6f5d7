package dev.xwatch.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A terminal of 110 by 20, with a shell in it. */
final class Tmux implements AutoCloseable {
    private final String socket = "xwatch-" + ProcessHandle.current().pid() + "-" + System.nanoTime();

    static Tmux start() throws Exception {
        Host.requireTool("tmux");
        Tmux tmux = new Tmux();
        tmux.run("-f", "/dev/null", "new-session", "-d", "-x", "110", "-y", "20", "env PS1='$ ' sh");
        return tmux;
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-L", socket));
        command.addAll(List.of(arguments));
        return Tool.run(command);
    }

    /** Types a line. */
    void type(String line) throws Exception {
        run("send-keys", "-l", line);
        run("send-keys", "Enter");
    }

    void controlC() throws Exception {
        run("send-keys", "C-c");
    }

    /** What stands on the screen. */
    String screen() throws Exception {
        return run("capture-pane", "-p");
    }

    @Override
    public void close() throws IOException {
        try {
            run("kill-server");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
