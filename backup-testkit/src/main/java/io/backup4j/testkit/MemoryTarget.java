package io.backup4j.testkit;

import io.backup4j.api.ByteString;
import io.backup4j.api.CancelSignal;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryContent;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.RestoreSession;
import io.backup4j.api.RestoreTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Takes entries into memory, by several threads if need be; look at them when the restore has ended. */
public final class MemoryTarget implements RestoreTarget {
    private final SortedMap<EntryPath, Entry> entries = new TreeMap<>();
    private final SortedMap<EntryPath, ByteString> contents = new TreeMap<>();
    private final int concurrency;

    /** Makes a target that is empty and takes entries from {@code concurrency} threads at once, at least 1. */
    public MemoryTarget(int concurrency) {
        this.concurrency = concurrency;
    }

    /** Returns what has been restored, by path. */
    public SortedMap<EntryPath, Entry> entries() {
        return Collections.unmodifiableSortedMap(entries);
    }

    /** Returns the content of what has been restored, by path; no bytes for what is no file. */
    public SortedMap<EntryPath, ByteString> contents() {
        return Collections.unmodifiableSortedMap(contents);
    }

    @Override
    public String location() {
        return "memory";
    }

    @Override
    public void plan(Iterable<Entry> planned, Consumer<? super PlannedAction> actions) {
        for (Entry entry : planned) {
            actions.accept(new PlannedAction(entry.path(), PlannedAction.Action.CREATE, entry.size(), ""));
        }
    }

    @Override
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    @Override
    public boolean takesPart() {
        return true;
    }

    @Override
    public int concurrency() {
        return concurrency;
    }

    @Override
    public RestoreSession open(CancelSignal cancel) {
        return new RestoreSession() {
            @Override
            public void restore(Entry entry, EntryContent content) throws IOException {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                if (entry.kind() == EntryKind.FILE) {
                    content.writeTo(bytes::write);
                }
                synchronized (MemoryTarget.this) {
                    entries.put(entry.path(), entry);
                    contents.put(entry.path(), ByteString.of(bytes.toByteArray()));
                }
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
