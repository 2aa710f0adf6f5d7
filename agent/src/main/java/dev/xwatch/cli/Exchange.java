package dev.xwatch.cli;

import dev.xwatch.procfs.ProcessStatus;
import dev.xwatch.watch.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files for one command and its target: a directory in the target's {@code /tmp}, its user's, for what is asked and
 * answered, and the agent's jar where the target can read it.
 */
final class Exchange implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final Path TMP = Path.of("/tmp");

    /** More than thousands of watches take in a reply. */
    private static final int MOST_BYTES = 64 << 20;

    private final TargetProcess target;
    private final Path directory;

    private Exchange(TargetProcess target, Path directory) {
        this.target = target;
        this.directory = directory;
    }

    /** @throws RefusedException if the target has no place for it */
    static Exchange with(TargetProcess target) {
        Path tmp = target.inTarget(TMP);
        try {
            return new Exchange(target, Files.createTempDirectory(tmp, "xwatch-"));
        } catch (IOException e) {
            throw new RefusedException(
                    "process " + target.pid(),
                    "no directory can be made in its /tmp: " + e,
                    "run this as its user or as root; mount a writable /tmp in its container");
        }
    }

    /** Lets the target's user have it, from now on: before, nobody else can put anything there. */
    void handOver() throws IOException {
        give(directory);
    }

    private void give(Path file) throws IOException {
        if (ProcessStatus.self().user() != target.user()) {
            Files.setAttribute(file, "unix:gid", target.group());
            Files.setAttribute(file, "unix:uid", target.user());
        }
    }

    /** A file of the exchange, for this process. */
    Path here(String name) {
        return directory.resolve(name);
    }

    /** The same file, for the target. */
    Path there(String name) {
        return TMP.resolve(directory.getFileName()).resolve(name);
    }

    /** What the target has written, if it has. The directory is the target's: it may hold anything. */
    Optional<String> read(String name) throws IOException {
        if (Files.exists(here(name), LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(here(name), LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(here(name) + " is no file");
        }
        try (InputStream in = Files.newInputStream(here(name), LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException(here(name) + " has more than " + MOST_BYTES + " bytes");
            }
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** What the target has written, if it has; then it is gone. */
    Optional<String> take(String name) throws IOException {
        Optional<String> text = read(name);
        if (text.isPresent()) {
            Files.deleteIfExists(here(name));
        }
        return text;
    }

    /** Writes a file that the target can read. */
    void write(String name, String text) throws IOException {
        Files.writeString(here(name), text);
        give(here(name));
    }

    /** The jar's name for the target: it is copied to its {@code /tmp} if it cannot read this one. */
    Path jar(Path jar) throws IOException {
        if (target.sharesFiles() && isReadable(jar)) {
            return jar;
        }
        // By a name of its own content: it is used again, because a JVM never closes a jar on its class path.
        String name = "xwatch-" + digest(jar) + ".jar";
        Path copy = target.inTarget(TMP).resolve(name);
        if (!Files.exists(copy)) {
            Path part = here(name);
            Files.copy(jar, part);
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
        } else if (!isOurs(copy) || Files.mismatch(jar, copy) >= 0) {
            throw new RefusedException(
                    "the copy of xwatch.jar for process " + target.pid(),
                    copy + " is there already, and is another's or another file",
                    "delete it");
        }
        return TMP.resolve(name);
    }

    /** Whether nobody else can exchange it. */
    private boolean isOurs(Path file) throws IOException {
        Object owner = Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        return owner.equals(ProcessStatus.self().user()) || owner.equals(target.user());
    }

    private static String digest(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest, 0, Long.BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By the permissions of the file and of all directories above it. */
    private boolean isReadable(Path jar) throws IOException {
        for (Path directory = jar.getParent(); directory != null; directory = directory.getParent()) {
            if (!isAllowed(
                    directory,
                    PosixFilePermission.OWNER_EXECUTE,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return isAllowed(
                jar, PosixFilePermission.OWNER_READ, PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
    }

    private boolean isAllowed(
            Path file, PosixFilePermission owner, PosixFilePermission group, PosixFilePermission others)
            throws IOException {
        if (target.user() == 0) {
            return true;
        }
        Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file);
        if (Files.getAttribute(file, "unix:uid").equals(target.user())) {
            return allowed.contains(owner);
        }
        return allowed.contains(Files.getAttribute(file, "unix:gid").equals(target.group()) ? group : others);
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            LOG.debug("{} is gone already, or stays: {}", directory, e.toString());
        }
    }
}
