package io.backup4j.core.internal.archive;

import io.backup4j.api.Entry;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The entries of a spool as a source snapshot. */
final class SpoolSnapshot implements SourceSnapshot {
    private final Spool spool;
    private final Iterator<Spool.Item> items;

    SpoolSnapshot(Spool spool) {
        this.spool = spool;
        this.items = spool.items().values().iterator();
    }

    @Override
    public @Nullable SourceEntry next() {
        return items.hasNext() ? new SpooledEntry(items.next()) : null;
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }

    private final class SpooledEntry implements SourceEntry {
        private final Spool.Item item;

        SpooledEntry(Spool.Item item) {
            this.item = item;
        }

        @Override
        public Entry entry() {
            return item.entry();
        }

        @Override
        public InputStream open() {
            return spool.open(item);
        }
    }
}
