package io.backup4j.sql.postgres.internal.export;

import io.backup4j.sql.postgres.internal.catalog.Filter;
import io.backup4j.sql.postgres.internal.jdbc.ServerVersion;
import io.backup4j.sql.postgres.internal.layout.Item;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Where the definitions of objects come from. */
public interface SchemaReader {
    /** Returns what the restore point calls it. */
    String name();

    /**
     * Returns the definitions.
     *
     * @param connection has the snapshot
     * @param version of the server
     * @param snapshot the name of the snapshot, for other connections
     * @param filter what is wanted
     * @param lockTimeout how long to wait for locks of tables
     * @throws IOException when something is wanted whose definition cannot be had
     */
    Definitions read(Connection connection, ServerVersion version, String snapshot, Filter filter, Duration lockTimeout)
            throws IOException, SQLException;

    /**
     * Definitions of objects.
     *
     * @param items in the order in which they are to be created; immutable
     * @param leftOut what was left out because it needs something that is not wanted, for people; immutable
     */
    record Definitions(List<Item> items, List<String> leftOut) {}
}
