package io.backup4j.core.internal.archive;

import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryContent;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PosixAttributes;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Objects;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Writes zip archives with Unix modes and symbolic links; a hard link, which zip does not know, becomes a symbolic one. */
final class ZipWriter implements ArchiveTarget.ArchiveWriter {
    private final ZipArchiveOutputStream zip;

    ZipWriter(OutputStream out) {
        zip = new ZipArchiveOutputStream(out);
        zip.setUseZip64(Zip64Mode.AlwaysWithCompatibility);
        zip.setCreateUnicodeExtraFields(ZipArchiveOutputStream.UnicodeExtraFieldPolicy.NOT_ENCODEABLE);
    }

    @Override
    public void write(Entry entry, EntryContent content) throws IOException {
        if (entry.path().isRoot()) {
            return;
        }
        ZipArchiveEntry header = header(entry);
        ByteString link = entry.kind() == EntryKind.HARD_LINK ? relativeLink(entry) : entry.link();
        zip.putArchiveEntry(header);
        if (link != null) {
            zip.write(link.toByteArray());
        } else if (entry.kind() == EntryKind.FILE) {
            content.writeTo(zip::write);
        }
        zip.closeArchiveEntry();
    }

    private static ZipArchiveEntry header(Entry entry) {
        String path = entry.path().toString();
        ZipArchiveEntry header = new UnixEntry(entry.kind() == EntryKind.DIRECTORY ? path + '/' : path);
        PosixAttributes posix = entry.posix();
        int mode = posix == null ? UnixStat.DEFAULT_FILE_PERM : posix.mode();
        header.setUnixMode(type(entry.kind()) | mode);
        Instant modified = entry.modified();
        if (modified != null) {
            header.setTime(modified.toEpochMilli());
        }
        return header;
    }

    private static int type(EntryKind kind) {
        return switch (kind) {
            case FILE -> UnixStat.FILE_FLAG;
            case DIRECTORY -> UnixStat.DIR_FLAG;
            case SYMBOLIC_LINK, HARD_LINK -> UnixStat.LINK_FLAG;
        };
    }

    /** The way from the directory of the link up to the root and down to the file, by the name that the file has in the archive. */
    private static ByteString relativeLink(Entry entry) {
        int depth = entry.path().names().size() - 1;
        ByteString file = Objects.requireNonNull(entry.link());
        return ByteString.utf8("../".repeat(depth) + EntryPath.ofBytes(file.toByteArray()));
    }

    /** Of Unix from the beginning: while it is taken to be of DOS, its name gets a slash for each backslash, and may lead out of the archive. */
    private static final class UnixEntry extends ZipArchiveEntry {
        UnixEntry(String name) {
            super(name);
        }

        @Override
        public int getPlatform() {
            return PLATFORM_UNIX;
        }
    }

    @Override
    public void finish() throws IOException {
        zip.finish();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
