package dev.xwatch.cli;

import picocli.CommandLine;

/** The states of watches, in colours where these are wanted. */
final class States {
    private States() {}

    static String painted(String state, CommandLine command) {
        String colour = switch (state) {
            case "Armed", "Moved", "Resumed" -> "green";
            case "Failed" -> "red";
            default -> "yellow";
        };
        return command.getColorScheme().ansi().string("@|" + colour + " " + state + "|@");
    }
}
