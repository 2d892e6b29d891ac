package io.backup4j.core.files;

import io.backup4j.api.ByteString;
import io.backup4j.api.CancelSignal;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryContent;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.PosixAttributes;
import io.backup4j.api.RestoreSession;
import io.backup4j.testkit.BytesContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries to restore, and what tests do with them. */
final class Entries {
    static final Instant TIME = Instant.parse("2003-04-05T06:07:08.123456789Z");
    static final EntryContent CONTENT = content("content");

    private Entries() {}

    static List<PlannedAction> actions(FileTreeTarget target, Entry... entries) throws IOException {
        List<PlannedAction> actions = new ArrayList<>();
        target.plan(List.of(entries), actions::add);
        return actions;
    }

    static List<String> plan(FileTreeTarget target, Entry... entries) throws IOException {
        return actions(target, entries).stream()
                .map(action -> action.action() + " " + action.path())
                .toList();
    }

    static List<EntryIssue> restore(FileTreeTarget target, Entry... entries) throws IOException {
        try (RestoreSession session = target.open(CancelSignal.never())) {
            for (Entry entry : entries) {
                session.restore(entry, CONTENT);
            }
            return session.finish();
        }
    }

    static Entry root() {
        return entry(EntryPath.root(), EntryKind.DIRECTORY, 0, null);
    }

    static Entry directory(String path) {
        return entry(EntryPath.of(path), EntryKind.DIRECTORY, 0, null);
    }

    /** Its content is {@link #CONTENT}. */
    static Entry file(String path) {
        return entry(EntryPath.of(path), EntryKind.FILE, CONTENT.size(), null);
    }

    static Entry link(String path, String target) {
        return entry(EntryPath.of(path), EntryKind.SYMBOLIC_LINK, 0, ByteString.utf8(target));
    }

    static Entry hardLink(String path, String first) {
        return entry(EntryPath.of(path), EntryKind.HARD_LINK, 0, ByteString.utf8(first));
    }

    static Entry entry(EntryPath path, EntryKind kind, long size, @Nullable ByteString link) {
        return new Entry(path, kind, size, TIME, null, link, Map.of());
    }

    static Entry with(Entry entry, FileStat owner, int mode) {
        return with(entry, new PosixAttributes(mode, owner.uid(), owner.gid(), "", ""));
    }

    static Entry with(Entry e, PosixAttributes posix) {
        return new Entry(e.path(), e.kind(), e.size(), e.modified(), posix, e.link(), e.extended());
    }

    static Entry extended(Entry e, Map<String, ByteString> extended) {
        return new Entry(e.path(), e.kind(), e.size(), e.modified(), e.posix(), e.link(), extended);
    }

    static BytesContent content(String text) {
        return BytesContent.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
