package io.backup4j.core.files;

import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryIssue.Severity;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One entry of a file tree. */
final class FileEntry implements SourceEntry {
    private final Entry entry;
    private final FileStat stat;
    private final HardLinks.@Nullable LinkedFile linked;
    private final HardLinks hardLinks;
    private final ExtendedAttributes attributes;
    private final SourceContext context;
    /** Empty once it is known that the entry is told in part only, so that the next backup looks again. */
    private ByteString stamp;
    /** Where it lies; another of its names, when it was found by that. */
    private Path file;

    /**
     * Creates it.
     *
     * @param entry what it is, without extended attributes
     * @param stamp by what it is known not to have changed
     * @param file where it lies
     * @param stat what it was when it was listed
     * @param linked what is known of a file with several names
     * @param hardLinks opens such a file
     * @param attributes reads its extended attributes
     * @param context is told of trouble with them
     */
    FileEntry(
            Entry entry,
            ByteString stamp,
            Path file,
            FileStat stat,
            HardLinks.@Nullable LinkedFile linked,
            HardLinks hardLinks,
            ExtendedAttributes attributes,
            SourceContext context) {
        this.entry = entry;
        this.stamp = stamp;
        this.file = file;
        this.stat = stat;
        this.linked = linked;
        this.hardLinks = hardLinks;
        this.attributes = attributes;
        this.context = context;
    }

    @Override
    public Entry entry() {
        return entry;
    }

    @Override
    public ByteString stamp() {
        return stamp;
    }

    @Override
    public Entry describe() {
        if (stat.isLink()) {
            return entry;
        }
        try {
            Map<String, ByteString> extended = attributes.read(file, stat);
            return extended.isEmpty() ? entry : entry.withExtended(extended);
        } catch (AccessDeniedException e) {
            // Whoever opens the file is told the same.
            return entry;
        } catch (IOException e) {
            stamp = ByteString.empty();
            context.report(EntryIssue.of(
                    entry.path(), Severity.WARNING, "Has no extended attributes in the backup: " + Reasons.of(e)));
            return entry;
        }
    }

    @Override
    public InputStream open() throws IOException {
        try {
            if (linked == null) {
                return FileContent.open(file);
            }
            HardLinks.Opened opened = hardLinks.open(linked, file);
            file = opened.path();
            return opened.content();
        } catch (NoSuchFileException e) {
            throw because(e, new NoSuchFileException(file.toString(), null, "It has vanished since it was listed"));
        } catch (AccessDeniedException e) {
            throw because(e, new AccessDeniedException(file.toString(), null, "Permission denied"));
        }
    }

    @Override
    public String afterRead(long bytesRead) {
        try {
            BasicFileAttributes now = FileStat.basicOf(file);
            return stat.hasContentOf(now) && bytesRead == now.size()
                    ? ""
                    : "Changed while it was backed up: " + change(now, bytesRead);
        } catch (IOException e) {
            return "Cannot be looked at after it was read, so it may have changed meanwhile: " + Reasons.of(e);
        }
    }

    private static <E extends IOException> E because(IOException cause, E told) {
        told.initCause(cause);
        return told;
    }

    private String change(BasicFileAttributes now, long bytesRead) {
        return stat.size() + " bytes of " + stat.modified() + " when it was listed, " + bytesRead + " bytes read, "
                + now.size() + " bytes of " + now.lastModifiedTime() + " afterwards";
    }
}
