package io.backup4j.testkit;

import io.backup4j.api.BackupSource;
import io.backup4j.api.ByteString;
import io.backup4j.api.CancelSignal;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryContent;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.RestoreSession;
import io.backup4j.api.RestoreTarget;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The plainest source and target there can be: entries in memory. Shows that the contracts can be kept. */
final class MemoryTree implements BackupSource, RestoreTarget {
    final Map<EntryPath, ByteString> files = new ConcurrentSkipListMap<>();
    final AtomicInteger open = new AtomicInteger();

    @Override
    public String type() {
        return "memory";
    }

    @Override
    public String location() {
        return "tree in memory";
    }

    @Override
    public SourceSnapshot open(SourceContext context) {
        open.incrementAndGet();
        Iterator<Map.Entry<EntryPath, ByteString>> left =
                new TreeMap<>(files).entrySet().iterator();
        return new SourceSnapshot() {
            private boolean closed;

            @Override
            public SourceEntry next() {
                return left.hasNext() ? entry(left.next()) : null;
            }

            @Override
            public void close() {
                open.addAndGet(closed ? 0 : -1);
                closed = true;
            }
        };
    }

    @Override
    public void plan(Iterable<Entry> entries, Consumer<? super PlannedAction> actions) {
        for (Entry entry : entries) {
            boolean there = files.containsKey(entry.path());
            PlannedAction.Action action = there ? PlannedAction.Action.OVERWRITE : PlannedAction.Action.CREATE;
            actions.accept(new PlannedAction(entry.path(), action, entry.size(), ""));
        }
    }

    @Override
    public boolean isEmpty() {
        return files.isEmpty();
    }

    @Override
    public int concurrency() {
        return 8;
    }

    @Override
    public RestoreSession open(CancelSignal cancel) {
        Map<EntryPath, ByteString> restored = new ConcurrentSkipListMap<>();
        return new RestoreSession() {
            @Override
            public void restore(Entry entry, EntryContent content) throws IOException {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                content.writeTo(bytes::write);
                restored.put(entry.path(), ByteString.of(bytes.toByteArray()));
            }

            @Override
            public List<EntryIssue> finish() {
                files.putAll(restored);
                return List.of();
            }

            @Override
            public void close() {}
        };
    }

    static BackupSource missing() {
        return new BackupSource() {
            @Override
            public String type() {
                return "memory";
            }

            @Override
            public String location() {
                return "nowhere";
            }

            @Override
            public SourceSnapshot open(SourceContext context) throws IOException {
                throw new IOException("There is nothing at " + location());
            }
        };
    }

    void put(String path, int length) {
        files.put(EntryPath.of(path), ByteString.of(Samples.bytes(path.hashCode() + length, length)));
    }

    private static SourceEntry entry(Map.Entry<EntryPath, ByteString> file) {
        Entry entry = Entry.file(file.getKey(), file.getValue().length());
        return new SourceEntry() {
            @Override
            public Entry entry() {
                return entry;
            }

            @Override
            public ByteString stamp() {
                return BytesContent.sha256(file.getValue().toByteArray());
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(file.getValue().toByteArray());
            }
        };
    }
}
