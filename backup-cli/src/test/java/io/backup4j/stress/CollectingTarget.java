package io.backup4j.stress;

import io.backup4j.api.ByteString;
import io.backup4j.api.CancelSignal;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryContent;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.RestoreSession;
import io.backup4j.api.RestoreTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Keeps what is restored, to be compared. */
final class CollectingTarget implements RestoreTarget {
    final SortedMap<EntryPath, ByteString> files = new TreeMap<>();

    @Override
    public String location() {
        return "memory";
    }

    @Override
    public void plan(Iterable<Entry> entries, Consumer<? super PlannedAction> actions) {}

    @Override
    public boolean isEmpty() {
        return true;
    }

    @Override
    public RestoreSession open(CancelSignal cancel) {
        return new RestoreSession() {
            @Override
            public void restore(Entry entry, EntryContent content) throws IOException {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                content.writeTo(bytes::write);
                files.put(entry.path(), ByteString.of(bytes.toByteArray()));
            }

            @Override
            public List<EntryIssue> finish() {
                return List.of();
            }

            @Override
            public void close() {}
        };
    }
}
