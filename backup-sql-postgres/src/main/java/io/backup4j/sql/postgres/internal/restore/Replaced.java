package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.api.BackupSource;
import java.util.List;

/**
 * What a restore into a database that exists takes away. Names are as the catalogs have them.
 *
 * @param schemas schemas that go with everything in them
 * @param tables tables, {@code schema.table}, whose rows go; none when schemas do
 */
public record Replaced(List<String> schemas, List<String> tables) {
    /** Takes copies. */
    public Replaced {
        schemas = List.copyOf(schemas);
        tables = List.copyOf(tables);
    }

    /** Makes a source of what is replaced. */
    @FunctionalInterface
    public interface AsSource {
        /** Returns the source. */
        BackupSource of(Replaced replaced);
    }

    boolean isNothing() {
        return schemas.isEmpty() && tables.isEmpty();
    }
}
