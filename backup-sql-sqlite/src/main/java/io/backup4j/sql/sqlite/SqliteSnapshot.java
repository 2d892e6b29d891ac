package io.backup4j.sql.sqlite;

import io.backup4j.api.RestorePointId;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The copies of some databases. */
final class SqliteSnapshot implements SourceSnapshot {
    private final PrivateFolder folder;
    private final Map<String, String> properties;
    private final Iterator<SourceEntry> entries;
    private final Runnable whenCommitted;

    private SqliteSnapshot(
            PrivateFolder folder, Map<String, String> properties, List<SourceEntry> entries, Runnable whenCommitted) {
        this.folder = folder;
        this.properties = properties;
        this.entries = entries.iterator();
        this.whenCommitted = whenCommitted;
    }

    /** Copies what has changed. */
    static SqliteSnapshot of(
            List<Database> databases, SqliteOptions options, SourceContext context, Runnable whenCommitted)
            throws IOException {
        Map<String, String> properties = new TreeMap<>();
        List<SourceEntry> entries = new ArrayList<>();
        PrivateFolder folder = PrivateFolder.in(options.temporaryDirectory());
        try {
            for (Database database : databases) {
                DatabaseCopier copier = new DatabaseCopier(database, options, folder, context);
                entries.add(copier.take());
                copier.properties().forEach((name, value) -> properties.put(database.entry() + "/" + name, value));
            }
            return new SqliteSnapshot(folder, properties, entries, whenCommitted);
        } catch (IOException | RuntimeException | Error e) {
            closeAfter(e, folder);
            throw e;
        }
    }

    private static void closeAfter(Throwable failure, PrivateFolder folder) {
        try {
            folder.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public @Nullable SourceEntry next() {
        return entries.hasNext() ? entries.next() : null;
    }

    @Override
    public Map<String, String> properties() {
        return properties;
    }

    @Override
    public void committed(RestorePointId point) {
        whenCommitted.run();
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
