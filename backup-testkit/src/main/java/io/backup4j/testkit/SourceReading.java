package io.backup4j.testkit;

import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads snapshots of sources for the contract tests. */
final class SourceReading {
    private SourceReading() {}

    /** What an entry and its content are; complaint is what the source says after reading. */
    record Content(EntryPath path, EntryKind kind, Entry entry, ByteString bytes, ByteString sha256, String complaint) {
        /** Says what it is, without what merely looking at it may change. */
        String key() {
            return path + " " + kind + " " + entry.link() + " " + sha256;
        }
    }

    static List<SourceEntry> walk(SourceSnapshot snapshot) throws IOException {
        List<SourceEntry> entries = new ArrayList<>();
        for (SourceEntry entry = snapshot.next(); entry != null; entry = snapshot.next()) {
            entries.add(entry);
        }
        return entries;
    }

    static List<Content> readAll(SourceSnapshot snapshot) throws IOException {
        List<Content> contents = new ArrayList<>();
        for (SourceEntry entry = snapshot.next(); entry != null; entry = snapshot.next()) {
            contents.add(read(entry));
        }
        return contents;
    }

    static Content read(SourceEntry source) throws IOException {
        Entry entry = source.describe();
        if (entry.kind() != EntryKind.FILE) {
            return new Content(entry.path(), entry.kind(), entry, ByteString.empty(), ByteString.empty(), "");
        }
        byte[] bytes;
        try (InputStream in = source.open()) {
            bytes = in.readAllBytes();
        }
        String complaint = source.afterRead(bytes.length);
        return new Content(
                entry.path(), entry.kind(), entry, ByteString.of(bytes), BytesContent.sha256(bytes), complaint);
    }

    static List<String> keys(List<Content> contents) {
        return contents.stream().map(Content::key).toList();
    }
}
