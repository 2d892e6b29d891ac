package io.backup4j.core.internal.archive;

import com.github.luben.zstd.ZstdInputStream;
import io.backup4j.api.ByteString;
import io.backup4j.api.CancelledException;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryIssue.Severity;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PosixAttributes;
import io.backup4j.api.SourceContext;
import io.backup4j.core.internal.compress.ZstdLibrary;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** Reads an archive that nobody vouches for from its first byte to its last. Used once. */
final class ArchiveUnpacker {
    private static final int LONGEST_MAGIC = 6;
    private static final int LONGEST_NAME = 1 << 16;
    private static final int XZ_MEMORY_KIBIBYTES = 128 << 10;

    private final Path archive;
    private final Spool spool;
    private final SourceContext context;

    ArchiveUnpacker(Path archive, Spool spool, SourceContext context) {
        this.archive = archive;
        this.spool = spool;
        this.context = context;
    }

    void unpack() throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(archive), 1 << 16)) {
            in.mark(LONGEST_MAGIC);
            byte[] magic = in.readNBytes(LONGEST_MAGIC);
            in.reset();
            if (startsWith(magic, 'P', 'K')) {
                unpackZip();
            } else {
                unpackTar(decompressed(magic, in));
            }
        } catch (CancelledException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new IOException("The archive " + archive + " was not imported: " + e.getMessage(), e);
        }
        if (spool.items().isEmpty()) {
            throw new IOException("The archive " + archive + " was not imported: it has no entry");
        }
        HardLinks.settle(spool.items());
    }

    private static InputStream decompressed(byte[] magic, InputStream in) throws IOException {
        if (startsWith(magic, 0x28, 0xb5, 0x2f, 0xfd)) {
            ZstdLibrary.load();
            return new Decompression("zstd", in, ZstdInputStream::new);
        }
        if (startsWith(magic, 0x1f, 0x8b)) {
            return new Decompression(
                    "gzip",
                    in,
                    packed -> GzipCompressorInputStream.builder()
                            .setInputStream(packed)
                            .setDecompressConcatenated(true)
                            .get());
        }
        if (startsWith(magic, 'B', 'Z', 'h')) {
            return new Decompression("bzip2", in, packed -> new BZip2CompressorInputStream(packed, true));
        }
        if (startsWith(magic, 0xfd, '7', 'z', 'X', 'Z', 0)) {
            return new Decompression(
                    "xz",
                    in,
                    packed -> XZCompressorInputStream.builder()
                            .setInputStream(packed)
                            .setDecompressConcatenated(true)
                            .setMemoryLimitKiB(XZ_MEMORY_KIBIBYTES)
                            .get());
        }
        return in;
    }

    private static boolean startsWith(byte[] magic, int... expected) {
        byte[] bytes = new byte[expected.length];
        for (int i = 0; i < expected.length; i++) {
            bytes[i] = (byte) expected[i];
        }
        return magic.length >= bytes.length && Arrays.equals(magic, 0, bytes.length, bytes, 0, bytes.length);
    }

    private void unpackTar(InputStream in) throws IOException {
        try (TarReader tar = new TarReader(in)) {
            InputStream content = new CancellableStream(tar, context);
            for (TarArchiveEntry header = tar.next(); header != null; header = tar.next()) {
                EntryPath path = path(tar.name(header));
                EntryKind kind = kind(header);
                if (kind == null) {
                    skipped(path, "neither file, directory nor link");
                } else if (kind == EntryKind.FILE) {
                    spool.add(entry(path, kind, header, null), content);
                } else {
                    spool.add(entry(path, kind, header, link(kind, tar.linkName(header))));
                }
                drain(content);
            }
            // What stands behind the last entry belongs to the check of the compressed stream.
            drain(new CancellableStream(in, context));
        }
    }

    private static void drain(InputStream in) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    private void unpackZip() throws IOException {
        try (ZipFile zip = opened()) {
            for (ZipArchiveEntry header : Collections.list(zip.getEntriesInPhysicalOrder())) {
                EntryPath path = path(header.getName().getBytes(StandardCharsets.UTF_8));
                try (InputStream content = new ZipContent(header, zip.getInputStream(header))) {
                    add(path, header, new CancellableStream(content, context));
                }
            }
        }
    }

    private ZipFile opened() throws IOException {
        try {
            return ZipFile.builder().setPath(archive).get();
        } catch (ZipException e) {
            throw new IOException(
                    "it begins like a zip, but the directory at its end cannot be read (" + e.getMessage()
                            + "): it is cut off or damaged; get or make the archive anew",
                    e);
        }
    }

    private void add(EntryPath path, ZipArchiveEntry header, InputStream content) throws IOException {
        int mode = header.getUnixMode();
        Instant modified = header.getLastModifiedTime() == null
                ? null
                : header.getLastModifiedTime().toInstant();
        PosixAttributes posix = mode == 0 ? null : new PosixAttributes(mode & 07777, 0, 0, "", "");
        if (header.isDirectory()) {
            drain(content);
            spool.add(new Entry(path, EntryKind.DIRECTORY, 0, modified, posix, null, Map.of()));
        } else if ((mode & UnixStat.FILE_TYPE_FLAG) == UnixStat.LINK_FLAG) {
            ByteString link = ByteString.of(requireShort(content.readNBytes(LONGEST_NAME + 1)));
            spool.add(new Entry(path, EntryKind.SYMBOLIC_LINK, 0, modified, posix, link, Map.of()));
        } else {
            spool.add(new Entry(path, EntryKind.FILE, 0, modified, posix, null, Map.of()), content);
        }
    }

    private static Entry entry(EntryPath path, EntryKind kind, TarArchiveEntry header, @Nullable ByteString link) {
        PosixAttributes posix = new PosixAttributes(
                header.getMode() & 07777,
                Math.max(0, header.getLongUserId()),
                Math.max(0, header.getLongGroupId()),
                header.getUserName(),
                header.getGroupName());
        return new Entry(path, kind, 0, header.getLastModifiedTime().toInstant(), posix, link, Map.of());
    }

    private static @Nullable EntryKind kind(TarArchiveEntry header) {
        if (header.isDirectory()) {
            return EntryKind.DIRECTORY;
        }
        if (header.isSymbolicLink()) {
            return EntryKind.SYMBOLIC_LINK;
        }
        if (header.isLink()) {
            return EntryKind.HARD_LINK;
        }
        // isFile() takes everything for a file that is no directory.
        boolean isSpecial = header.isFIFO() || header.isBlockDevice() || header.isCharacterDevice();
        return isSpecial ? null : EntryKind.FILE;
    }

    private static @Nullable ByteString link(EntryKind kind, byte[] name) throws IOException {
        if (kind == EntryKind.DIRECTORY) {
            return null;
        }
        return kind == EntryKind.HARD_LINK
                ? ByteString.of(path(name).toByteArray())
                : ByteString.of(requireShort(name));
    }

    /** Leading slashes and dots are dropped, as tar does; a name that leads out of the archive is refused. */
    private static EntryPath path(byte[] name) throws IOException {
        EntryPath path = EntryPath.root();
        for (String part : new String(requireShort(name), StandardCharsets.ISO_8859_1).split("/", -1)) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            try {
                path = path.resolve(part.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IllegalArgumentException e) {
                throw new IOException("it has an entry that no archive should have: " + e.getMessage(), e);
            }
        }
        return path;
    }

    /** Names are held in memory. */
    private static byte[] requireShort(byte[] name) throws IOException {
        if (name.length > LONGEST_NAME) {
            String begin = new String(name, 0, 40, StandardCharsets.UTF_8);
            throw new IOException("it has a path or a link target of more than " + LONGEST_NAME
                    + " bytes, which begins with '" + begin + "'");
        }
        return name;
    }

    private void skipped(EntryPath path, String what) {
        context.report(EntryIssue.of(path, Severity.WARNING, "Left out: it is " + what));
    }
}
