package dev.xwatch.it;

import java.nio.file.Path;

/**
 * A JDK to run child JVMs on.
 *
 * @param home its real path
 * @param version as in its {@code release} file, such as {@code 17.0.15}
 * @param feature the first number of the version
 */
public record Jdk(Path home, String version, int feature) {
    /** @param name of a program in its {@code bin}, such as {@code jcmd} */
    String tool(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    @Override
    public String toString() {
        return "JDK " + version;
    }
}
