package dev.xwatch.cli;

import dev.xwatch.watch.Refusal;
import dev.xwatch.watch.RefusedException;
import picocli.CommandLine;

/** How a command says on stderr why it could not do it. */
final class Refusals {
    private Refusals() {}

    static void print(Refusal refusal, CommandLine command) {
        command.getErr()
                .println(command.getColorScheme().errorText("xwatch: " + refusal.what() + ": " + refusal.why()));
        if (!refusal.fix().isEmpty()) {
            command.getErr().println("Fix: " + refusal.fix());
        }
    }

    /** picocli's handler of what a command throws. @return the exit status */
    static int handle(Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (failure instanceof RefusedException refused) {
            print(refused.refusal(), command);
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }
}
