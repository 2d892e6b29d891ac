package io.backup4j.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who runs this program. */
final class Creator {
    private static final Path LINUX_HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private Creator() {}

    /** Returns {@code user@host}. */
    static String name() {
        return System.getProperty("user.name", "unknown") + '@' + host();
    }

    private static String host() {
        try {
            // Asking the resolver may take seconds on a machine whose name is in no table.
            return Files.isReadable(LINUX_HOST_NAME)
                    ? Files.readString(LINUX_HOST_NAME).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (IOException unknown) {
            return "unknown";
        }
    }
}
