package dev.xwatch.cli;

import dev.xwatch.boot.AgentOptions;
import dev.xwatch.boot.Version;
import dev.xwatch.watch.RefusedException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code attach PID [SPEC...]}. */
@Command(
        name = "attach",
        description = "Watches in a JVM that runs, and tells what was armed, where, in how many threads and how fast.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:done", "1:could not, and says why", "2:wrong usage"})
final class AttachCommand extends LoadCommand {
    @Parameters(
            index = "1..*",
            paramLabel = "SPEC",
            description = "What to watch, such as com.acme.Order::price, or options of the agent, such as watch:SPEC or"
                    + " record:FILE. Without any the agent is loaded and waits for its MBean to be used.")
    private List<String> specs = new ArrayList<>();

    private Set<String> asked = Set.of();

    AttachCommand(Path jar) {
        super(jar);
    }

    /** With an option {@code --KEY VALUE}, or {@code --KEY}, for each of the agent's. */
    static CommandSpec spec(Path jar) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new AttachCommand(jar));
        for (String key : AgentOptions.valueKeys()) {
            spec.addOption(option(key).paramLabel("VALUE").type(String.class).build());
        }
        for (String key : AgentOptions.switchKeys()) {
            spec.addOption(option(key).arity("0").type(boolean.class).build());
        }
        return spec;
    }

    private static OptionSpec.Builder option(String key) {
        return OptionSpec.builder("--" + key).description("The agent's option " + key + ".");
    }

    @Override
    List<String> options() {
        List<String> texts = new ArrayList<>(specs);
        for (OptionSpec option : spec().options()) {
            String key = option.longestName().substring("--".length());
            if (AgentOptions.valueKeys().contains(key) && option.getValue() instanceof String value) {
                texts.add(key + ":\"" + value + "\"");
            } else if (AgentOptions.switchKeys().contains(key) && Boolean.TRUE.equals(option.getValue())) {
                texts.add(key);
            }
        }
        try {
            List<String> items = AgentOptions.items(texts);
            asked = AgentOptions.watchNames(items);
            return items;
        } catch (RefusedException e) {
            throw new ParameterException(spec().commandLine(), e.getMessage(), e);
        }
    }

    @Override
    void print(Answer answer, PrintWriter out) {
        if (answer.watches().isEmpty() && answer.error().isEmpty()) {
            out.println("xwatch " + Version.text() + " is loaded and watches nothing");
        }
        for (WatchLine watch : answer.watches()) {
            if (asked.contains(watch.name())) {
                out.println(watch.name() + "  " + States.painted(watch.state(), spec().commandLine()) + "  "
                        + watch.place() + watch.time());
            }
        }
    }
}
