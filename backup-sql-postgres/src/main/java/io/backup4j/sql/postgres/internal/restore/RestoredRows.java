package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.api.EntryPath;
import io.backup4j.sql.postgres.internal.layout.CopiedTable;
import io.backup4j.sql.postgres.internal.layout.Fields;
import io.backup4j.sql.postgres.internal.layout.Layout;
import io.backup4j.sql.postgres.internal.layout.TableName;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The tables of a backup that have rows in it, and how many of them came back. Safe for use by several threads. */
final class RestoredRows {
    private final Map<TableName, CopiedTable> tables = new ConcurrentHashMap<>();
    private final Map<TableName, Long> rows = new ConcurrentHashMap<>();

    /** Takes the list of tables. */
    void expect(List<Fields> lines) throws IOException {
        for (Fields line : lines) {
            if (CopiedTable.is(line)) {
                CopiedTable table = CopiedTable.of(line);
                tables.put(table.name(), table);
            }
        }
    }

    List<CopiedTable> tables() {
        return List.copyOf(tables.values());
    }

    /**
     * Returns the table whose rows an entry holds.
     *
     * @throws IOException when it is none of the list
     */
    CopiedTable table(EntryPath path) throws IOException {
        return Layout.tableOf(path)
                .map(tables::get)
                .orElseThrow(() ->
                        new IOException("'" + path + "' holds the rows of a table that the backup does not know"));
    }

    void took(CopiedTable table, long count) {
        rows.put(table.name(), count);
    }

    /** Returns how many rows of a table came back so far. */
    long of(TableName table) {
        return rows.getOrDefault(table, 0L);
    }

    /**
     * Compares with the numbers of rows that the source counted.
     *
     * @param isWanted tells which tables were to come back
     * @throws IOException when a table has more or fewer
     */
    void check(List<Fields> lines, Predicate<CopiedTable> isWanted) throws IOException {
        for (Fields line : lines) {
            if (!CopiedTable.is(line)) {
                continue;
            }
            List<String> name = line.list("name");
            TableName table = new TableName(name.get(0), name.get(1));
            Long taken = rows.get(table);
            boolean isRight = taken != null && taken == line.number("rows");
            if (!isRight && isWanted.test(tables.getOrDefault(table, new CopiedTable(table, List.of(), List.of())))) {
                throw new IOException(
                        "The table " + table + " had " + line.get("rows") + " rows when it was backed up, and "
                                + (taken == null ? "none" : taken.toString()) + " came back");
            }
        }
    }
}
