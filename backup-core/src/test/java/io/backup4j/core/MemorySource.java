package io.backup4j.core;

import io.backup4j.api.BackupSource;
import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryPath;
import io.backup4j.api.Granularity;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Iterator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Entries in memory; each opening sees them as they are then. */
final class MemorySource implements BackupSource {
    final SortedMap<EntryPath, Item> items = new TreeMap<>();
    int opened;

    /** An entry with its content; the stamp is empty unless it may be trusted. */
    record Item(Entry entry, ByteString content, ByteString stamp, Granularity granularity) {}

    MemorySource file(String path, byte[] content) {
        return file(path, content, "", Granularity.contentDefined());
    }

    MemorySource file(String path, byte[] content, String stamp, Granularity granularity) {
        Entry entry = Entry.file(EntryPath.of(path), content.length);
        items.put(entry.path(), new Item(entry, ByteString.of(content), ByteString.utf8(stamp), granularity));
        return this;
    }

    MemorySource entry(Entry entry) {
        items.put(entry.path(), new Item(entry, ByteString.empty(), ByteString.empty(), Granularity.contentDefined()));
        return this;
    }

    @Override
    public String type() {
        return "memory";
    }

    @Override
    public String location() {
        return "memory";
    }

    @Override
    public SourceSnapshot open(SourceContext context) {
        Iterator<Item> iterator = new TreeMap<>(items).values().iterator();
        return new SourceSnapshot() {
            @Override
            public @Nullable SourceEntry next() {
                return iterator.hasNext() ? new MemoryEntry(iterator.next()) : null;
            }

            @Override
            public void close() {}
        };
    }

    private final class MemoryEntry implements SourceEntry {
        private final Item item;

        MemoryEntry(Item item) {
            this.item = item;
        }

        @Override
        public Entry entry() {
            return item.entry();
        }

        @Override
        public ByteString stamp() {
            return item.stamp();
        }

        @Override
        public Granularity granularity() {
            return item.granularity();
        }

        @Override
        public InputStream open() {
            synchronized (MemorySource.this) {
                opened++;
            }
            return new ByteArrayInputStream(item.content().toByteArray());
        }
    }
}
