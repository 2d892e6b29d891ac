package io.backup4j.core;

import io.backup4j.api.BackupSource;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryPath;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Gives the same entry twice, which no source may. */
final class TwiceSource implements BackupSource {
    @Override
    public String type() {
        return "twice";
    }

    @Override
    public String location() {
        return "twice";
    }

    @Override
    public SourceSnapshot open(SourceContext context) {
        return new SourceSnapshot() {
            private int left = 2;

            @Override
            public @Nullable SourceEntry next() {
                return left-- > 0 ? new EmptyFile() : null;
            }

            @Override
            public void close() {}
        };
    }

    private static final class EmptyFile implements SourceEntry {
        @Override
        public Entry entry() {
            return Entry.file(EntryPath.of("file"), 0);
        }

        @Override
        public InputStream open() {
            return InputStream.nullInputStream();
        }
    }
}
