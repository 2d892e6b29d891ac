package io.backup4j.core.internal.archive;

import com.github.luben.zstd.ZstdOutputStream;
import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryContent;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PosixAttributes;
import io.backup4j.core.internal.compress.ZstdLibrary;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/**
 * Writes tar archives in the POSIX pax form, which keeps long names, nanoseconds and large numbers. Names are written byte
 * for byte: Latin-1 is the charset in which every byte is a sign.
 */
final class TarWriter implements ArchiveTarget.ArchiveWriter {
    private static final int BUFFER = 1 << 16;

    private final TarArchiveOutputStream tar;

    private TarWriter(OutputStream compressed) {
        tar = new TarArchiveOutputStream(compressed, StandardCharsets.ISO_8859_1.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    static TarWriter zstd(OutputStream out) throws IOException {
        ZstdLibrary.load();
        return new TarWriter(new ZstdOutputStream(new BufferedOutputStream(out, BUFFER)));
    }

    static TarWriter gzip(OutputStream out) throws IOException {
        return new TarWriter(new GzipCompressorOutputStream(new BufferedOutputStream(out, BUFFER)));
    }

    @Override
    public void write(Entry entry, EntryContent content) throws IOException {
        TarArchiveEntry header = header(entry);
        tar.putArchiveEntry(header);
        if (entry.kind() == EntryKind.FILE) {
            content.writeTo(tar::write);
        }
        tar.closeArchiveEntry();
    }

    private static TarArchiveEntry header(Entry entry) {
        ByteString link = entry.link();
        TarArchiveEntry header = new TarArchiveEntry(name(entry), type(entry.kind()), true);
        if (link != null) {
            header.setLinkName(latin1(link.toByteArray()));
        }
        header.setSize(entry.size());
        PosixAttributes posix = entry.posix();
        header.setMode(posix == null ? defaultMode(entry.kind()) : posix.mode());
        if (posix != null) {
            header.setUserId(posix.uid());
            header.setGroupId(posix.gid());
            header.setUserName(posix.owner());
            header.setGroupName(posix.group());
        }
        Instant modified = entry.modified();
        header.setLastModifiedTime(FileTime.from(modified == null ? Instant.EPOCH : modified));
        return header;
    }

    private static String name(Entry entry) {
        EntryPath path = entry.path();
        String name = path.isRoot() ? "." : latin1(path.toByteArray());
        return entry.kind() == EntryKind.DIRECTORY ? name + '/' : name;
    }

    private static byte type(EntryKind kind) {
        return switch (kind) {
            case FILE -> TarConstants.LF_NORMAL;
            case DIRECTORY -> TarConstants.LF_DIR;
            case SYMBOLIC_LINK -> TarConstants.LF_SYMLINK;
            case HARD_LINK -> TarConstants.LF_LINK;
        };
    }

    private static int defaultMode(EntryKind kind) {
        return kind == EntryKind.DIRECTORY ? 0755 : 0644;
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void finish() throws IOException {
        tar.finish();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
