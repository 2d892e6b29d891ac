package io.backup4j.sql.postgres;

import io.backup4j.sql.postgres.internal.catalog.CatalogReader;
import io.backup4j.sql.postgres.internal.catalog.Choice;
import io.backup4j.sql.postgres.internal.catalog.Filter;
import io.backup4j.sql.postgres.internal.export.SchemaReader;
import io.backup4j.sql.postgres.internal.jdbc.ServerVersion;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Definitions from the catalogs. */
final class CatalogDefinitions implements SchemaReader {
    @Override
    public String name() {
        return "catalogs";
    }

    @Override
    public Definitions read(
            Connection connection, ServerVersion version, String snapshot, Filter filter, Duration lockTimeout)
            throws IOException, SQLException {
        Choice.Chosen chosen = Choice.of(CatalogReader.read(connection, version), filter);
        return new Definitions(chosen.items(), chosen.leftOut());
    }
}
