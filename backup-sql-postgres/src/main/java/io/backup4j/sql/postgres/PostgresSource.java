package io.backup4j.sql.postgres;

import io.backup4j.api.BackupSource;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.sql.postgres.internal.export.LogicalExport;
import io.backup4j.sql.postgres.internal.restore.Replaced;
import java.io.IOException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database, version 14 to 18, read over JDBC: no program of PostgreSQL's is needed, and no rights but to read.
 *
 * <p>All of it is from one moment, while others go on writing. The tables are locked against being changed in their
 * structure or truncated until the backup ends; writing rows is not hindered. When something that is wanted cannot be read,
 * opening fails and names all that is missing; when a table cannot be read to its end, the run fails and there is no
 * restore point. The entries are described in docs/POSTGRES.md.
 *
 * <p>The data source stays the application's; its connections must be those of the PostgreSQL driver or unwrap to them, and
 * must not go through a pooler that mixes transactions of several clients. Immutable; safe for use by several threads.
 */
public final class PostgresSource implements BackupSource {
    static final String TYPE = "postgres";

    private final DataSource source;
    private final LogicalOptions options;
    private final @Nullable String location;

    private PostgresSource(DataSource source, LogicalOptions options, @Nullable String location) {
        this.source = source;
        this.options = options;
        this.location = location;
    }

    /** Returns the whole database that the connections of {@code source} are connected to. */
    public static PostgresSource logical(DataSource source) {
        return logical(source, LogicalOptions.defaults());
    }

    /** Returns what is chosen of the database that the connections of {@code source} are connected to. */
    public static PostgresSource logical(DataSource source, LogicalOptions options) {
        return new PostgresSource(source, options, null);
    }

    /** Returns what a restore to {@code location} replaces. */
    static PostgresSource replaced(DataSource source, Replaced replaced, String location) {
        LogicalOptions.Builder options = LogicalOptions.builder();
        if (replaced.schemas().isEmpty()) {
            options.dataOnly();
        }
        options.includeSchemas(replaced.schemas().toArray(String[]::new));
        options.includeTables(replaced.tables().toArray(String[]::new));
        options.absent(replaced.absent());
        return new PostgresSource(source, options.build(), location);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Returns host, port and database; {@code postgres} alone as long as neither the data source nor the server tells. */
    @Override
    public String location() {
        return location == null ? Locations.of(source) : location;
    }

    @Override
    public SourceSnapshot open(SourceContext context) throws IOException {
        return new LogicalExport(location(), source, options.toExport(), context).open();
    }

    @Override
    public String toString() {
        return "PostgresSource[" + options + "]";
    }
}
