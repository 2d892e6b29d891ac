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

/**
 * One entry of a file tree.
 *
 * @param entry what it is, without extended attributes
 * @param stamp by what it is known not to have changed
 * @param file where it lies
 * @param stat what it was when it was listed
 * @param attributes reads its extended attributes
 * @param context is told of trouble with them
 */
record FileEntry(
        Entry entry, ByteString stamp, Path file, FileStat stat, ExtendedAttributes attributes, SourceContext context)
        implements SourceEntry {
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
            context.report(EntryIssue.of(
                    entry.path(), Severity.WARNING, "Has no extended attributes in the backup: " + Reasons.of(e)));
            return entry;
        }
    }

    @Override
    public InputStream open() throws IOException {
        try {
            return FileContent.open(file);
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
