package io.backup4j.sql.sqlite;

import io.backup4j.api.BackupSource;
import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryPath;
import io.backup4j.api.Granularity;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One file that claims to come from another kind of source. */
record ForeignSource(String type, ByteString content) implements BackupSource {
    @Override
    public String location() {
        return "elsewhere";
    }

    @Override
    public SourceSnapshot open(SourceContext context) {
        Entry entry = Entry.file(EntryPath.of("bank.db"), content.length());
        Deque<SourceEntry> entries = new ArrayDeque<>(List.of(new DatabaseEntry(
                entry,
                ByteString.empty(),
                Granularity.contentDefined(),
                () -> new ByteArrayInputStream(content.toByteArray()))));
        return new SourceSnapshot() {
            @Override
            public @Nullable SourceEntry next() {
                return entries.poll();
            }

            @Override
            public void close() {}
        };
    }
}
