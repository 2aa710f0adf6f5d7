package dev.xwatch.cli;

import dev.xwatch.boot.Version;
import picocli.CommandLine.IVersionProvider;

/** For {@code --version}. */
final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"xwatch " + Version.text()};
    }
}
