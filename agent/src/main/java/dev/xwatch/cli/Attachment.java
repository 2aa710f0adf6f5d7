package dev.xwatch.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.xwatch.watch.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Loads the agent into another JVM, as {@code jcmd PID JVMTI.agent_load} does, and reads what it replies. */
final class Attachment {
    private static final String OPTIONS = "options";
    private static final String REPLY = "reply";

    private final TargetProcess target;
    private final Path jar;

    /** @param jar the agent's, as this process finds it */
    Attachment(TargetProcess target, Path jar) {
        this.target = target;
        this.jar = jar;
    }

    /**
     * @param options each on its own
     * @throws RefusedException if the agent could not be loaded or did not answer; what it refused is in the answer
     */
    Answer load(List<String> options) throws IOException {
        try (Exchange exchange = Exchange.with(target)) {
            return load(exchange, options);
        }
    }

    /** The same with files that stay. */
    Answer load(Exchange exchange, List<String> options) throws IOException {
        Path seen = exchange.jar(jar);
        // In a file, because HotSpot before 24 takes 1,024 characters at most.
        exchange.write(OPTIONS, String.join("\n", options) + "\n");
        exchange.handOver();
        load(seen.toString(), "jar:" + seen + ",@" + exchange.there(OPTIONS) + ",reply:" + exchange.there(REPLY));
        exchange.take(OPTIONS);
        return Answer.of(exchange.take(REPLY)
                .orElseThrow(() -> TargetProcess.refused(
                        target.pid(),
                        "the agent was loaded and did not answer",
                        "see what the process says on stderr")));
    }

    private void load(String path, String options) throws IOException {
        try {
            VirtualMachine jvm = VirtualMachine.attach(Long.toString(target.pid()));
            try {
                jvm.loadAgent(path, options);
            } finally {
                jvm.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw refused(
                    e,
                    "if it was started with -XX:+DisableAttachMechanism, start it without, or with"
                            + " -javaagent:xwatch.jar");
        } catch (AgentLoadException e) {
            throw refused(
                    e,
                    String.valueOf(e.getMessage()).contains("EnableDynamicAgentLoading")
                            ? "start it with -XX:+EnableDynamicAgentLoading, or with -javaagent:xwatch.jar"
                            : "put xwatch.jar where the process can read it");
        } catch (AgentInitializationException e) {
            throw refused(e, "see what the process says on stderr");
        } catch (IOException e) {
            throw refused(
                    e, "see that the process lives and is not stopped, and that its user may be asked by this one");
        }
    }

    private RefusedException refused(Exception failure, String fix) {
        return TargetProcess.refused(target.pid(), String.valueOf(failure.getMessage()), fix);
    }
}
