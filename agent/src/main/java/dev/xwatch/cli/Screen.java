package dev.xwatch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where a table is shown again and again: in place on a terminal, else one below the other. */
final class Screen implements AutoCloseable {
    private static final String ESC = "\033[";

    private final PrintWriter out;
    private final boolean terminal;

    Screen(PrintWriter out) {
        this.out = out;
        this.terminal = isTerminal(Path.of("/proc/self/fd/1"));
        if (terminal) {
            print(ESC + "2J" + ESC + "?7l" + ESC + "?25l"); // clear; cut long lines; no cursor
        }
    }

    /** {@code System.console()} also looks at stdin, and from JDK 22 on is there in any case. */
    private static boolean isTerminal(Path descriptor) {
        try {
            String file = Files.readSymbolicLink(descriptor).toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    boolean isTerminal() {
        return terminal;
    }

    void show(List<String> lines) {
        if (terminal) {
            print(ESC + "H" + String.join(ESC + "K\n", lines) + ESC + "K\n" + ESC + "J");
        } else {
            print(String.join("\n", lines) + "\n");
        }
    }

    private void print(String text) {
        out.print(text);
        out.flush();
    }

    /** Gives the terminal back as it was. */
    @Override
    public void close() {
        if (terminal) {
            print(ESC + "?25h" + ESC + "?7h");
        }
    }
}
