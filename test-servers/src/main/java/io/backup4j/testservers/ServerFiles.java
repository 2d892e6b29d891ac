package io.backup4j.testservers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks the server binaries that the build has put beside this module. */
final class ServerFiles {
    /** Beside the classes of this module, wherever the tests run. */
    private static final Path ARTIFACTS = beside();

    private ServerFiles() {}

    private static Path beside() {
        try {
            Path classes = Path.of(ServerFiles.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return classes.resolveSibling("servers").toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("This module does not know where it is", e);
        }
    }

    /** Returns the directory of a version, unpacked once for all runs; of processes that come at once, one unpacks and the others wait. */
    static synchronized Path of(int major) throws IOException {
        Path home = ARTIFACTS.resolve(String.valueOf(major));
        try (FileChannel lock = FileChannel.open(
                ARTIFACTS.resolve(major + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (!Files.isDirectory(home)) {
                unpack(ARTIFACTS.resolve(major + ".jar"), home);
            }
        }
        return home;
    }

    private static void unpack(Path artifact, Path home) throws IOException {
        Path half = home.resolveSibling(
                home.getFileName() + "-half-" + ProcessHandle.current().pid());
        try (ZipInputStream jar = new ZipInputStream(Files.newInputStream(artifact))) {
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                if (entry.getName().endsWith(".txz")) {
                    unpack(jar, half);
                }
            }
        }
        Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unpack(InputStream archive, Path home) throws IOException {
        TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive, 1 << 16)));
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path file = home.resolve(entry.getName()).normalize();
            if (entry.isDirectory()) {
                Files.createDirectories(file);
            } else if (entry.isSymbolicLink()) {
                Files.createDirectories(file.resolve("..").normalize());
                Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            } else {
                Files.createDirectories(file.resolve("..").normalize());
                Files.copy(tar, file);
                Files.setPosixFilePermissions(file, permissions(entry.getMode()));
            }
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if ((mode & 0100) != 0) {
            permissions.addAll(EnumSet.of(
                    PosixFilePermission.OWNER_EXECUTE,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_EXECUTE));
        }
        return permissions;
    }
}
