package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.api.BackupSource;
import io.backup4j.sql.postgres.internal.layout.TableName;
import java.util.Collection;
import java.util.List;

/**
 * What a restore into a database that exists takes away. Names are as the catalogs have them.
 *
 * @param schemas schemas that go with everything in them
 * @param tables tables, {@code schema.table}, whose rows go; none when schemas do
 * @param absent tables, {@code schema.table}, that are asked for and not there
 */
public record Replaced(List<String> schemas, List<String> tables, List<String> absent) {
    /** Takes copies. */
    public Replaced {
        schemas = List.copyOf(schemas);
        tables = List.copyOf(tables);
        absent = List.copyOf(absent);
    }

    /** Takes nothing away. */
    static Replaced nothing() {
        return new Replaced(List.of(), List.of(), List.of());
    }

    /** Takes schemas away. */
    static Replaced schemas(List<String> schemas) {
        return new Replaced(schemas, List.of(), List.of());
    }

    /** Takes rows away, from tables that are there. */
    static Replaced rows(Collection<TableName> tables, Collection<TableName> absent) {
        return new Replaced(List.of(), names(tables), names(absent));
    }

    private static List<String> names(Collection<TableName> tables) {
        return tables.stream().sorted().map(TableName::toString).toList();
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
