package dev.xwatch.cli;

import dev.xwatch.procfs.ProcessStatus;
import dev.xwatch.watch.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process to attach to, as it looks from outside: what is wrong is found before it is touched. */
final class TargetProcess {
    private static final int SIGQUIT = 3;
    private static final int ROOT = 0;

    private final long pid;
    private final Path proc;
    private final ProcessStatus status;

    private TargetProcess(long pid, ProcessStatus status) {
        this.pid = pid;
        this.proc = Path.of("/proc", Long.toString(pid));
        this.status = status;
    }

    /** @throws RefusedException if it is no JVM that this user, or this Java runtime, can attach to */
    static TargetProcess of(long pid) throws IOException {
        // Asked for, because what uses the module cannot even be linked without it.
        if (ModuleLayer.boot().findModule("jdk.attach").isEmpty()) {
            throw new RefusedException(
                    "this Java runtime", "it has no module jdk.attach", "run xwatch.jar with a whole JDK");
        }
        if (!Files.isDirectory(Path.of("/proc", Long.toString(pid)))) {
            throw refused(
                    pid,
                    "there is no such process",
                    "jcmd -l lists the JVMs of this user; a container's processes have other numbers outside of it");
        }
        TargetProcess target = new TargetProcess(pid, ProcessStatus.of(pid));
        target.requireAttachable();
        return target;
    }

    private void requireAttachable() throws IOException {
        int leader = status.leader();
        if (leader != pid) {
            throw refused(pid, "it is a thread of process " + leader, "use " + leader);
        }
        int user = ProcessStatus.self().user();
        if (user != ROOT && user != status.user()) {
            throw refused(
                    pid,
                    "it runs as " + userName() + ", and only that user or root may attach",
                    "sudo -u " + userName() + " java -jar xwatch.jar ...");
        }
        if (!isHotSpot()) {
            throw refused(
                    pid, "it is no HotSpot JVM: it has no libjvm.so mapped", "jcmd -l lists the JVMs of this user");
        }
        // A JVM that listens already needs no signal; one that does not, and does not catch it, would be ended by it.
        if (!Files.exists(inTarget(Path.of("/tmp/.java_pid" + status.innermostPid()))) && !status.catches(SIGQUIT)) {
            throw refused(
                    pid,
                    "it does not catch SIGQUIT, by which attaching begins: it is just starting or ending, or was started"
                            + " with -Xrs",
                    "try again, or start it with -javaagent:xwatch.jar");
        }
    }

    private boolean isHotSpot() {
        try {
            return new String(Files.readAllBytes(proc.resolve("maps")), StandardCharsets.ISO_8859_1)
                    .contains("/libjvm.so");
        } catch (IOException e) {
            return true; // not to be known
        }
    }

    static RefusedException refused(long pid, String why, String fix) {
        return new RefusedException("process " + pid, why, fix);
    }

    long pid() {
        return pid;
    }

    int user() {
        return status.user();
    }

    int group() {
        return status.group();
    }

    private String userName() throws IOException {
        return Files.getOwner(proc).getName();
    }

    /** Whether the target finds the same files under the same names as this process. */
    boolean sharesFiles() {
        try {
            return Files.readSymbolicLink(proc.resolve("ns/mnt"))
                            .equals(Files.readSymbolicLink(Path.of("/proc/self/ns/mnt")))
                    && Files.isSameFile(proc.resolve("root"), Path.of("/"));
        } catch (IOException e) {
            return true; // not to be known: then it is not in a container of ours
        }
    }

    /** Where this process finds a file of the target's. */
    Path inTarget(Path path) {
        return sharesFiles()
                ? path
                : proc.resolve("root").resolve(path.toString().substring(1));
    }
}
