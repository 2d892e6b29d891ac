package io.backup4j.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Says which program this is. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {
            "backup " + Objects.requireNonNullElse(version, "(not packaged)"),
            "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
        };
    }
}
