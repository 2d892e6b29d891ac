package io.backup4j.sql.postgres.internal.layout;

import io.backup4j.sql.postgres.internal.jdbc.Sql;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table whose rows are in the component, and which of its columns: all but generated ones.
 *
 * @param name the table
 * @param columns names of columns, in the order of the data; immutable
 * @param types their types, as {@code format_type} names them; immutable
 */
public record CopiedTable(TableName name, List<String> columns, List<String> types) {
    private static final String WORD = "table";

    /** Takes copies. */
    public CopiedTable {
        columns = List.copyOf(columns);
        types = List.copyOf(types);
    }

    /** Returns the columns as they stand in COPY; a table may have none. */
    public String columnList() {
        return columns.isEmpty() ? "" : columns.stream().map(Sql::quote).collect(Collectors.joining(", ", " (", ")"));
    }

    /** Returns the columns as they stand in CREATE TABLE, with their types and nothing else. */
    public String plainColumns() {
        StringBuilder list = new StringBuilder("(");
        for (int i = 0; i < columns.size(); i++) {
            list.append(i == 0 ? "" : ", ")
                    .append(Sql.quote(columns.get(i)))
                    .append(' ')
                    .append(types.get(i));
        }
        return list.append(')').toString();
    }

    /** Returns whether a line is that of a table. */
    public static boolean is(Fields line) {
        return line.word().equals(WORD);
    }

    /** Returns the line of this table. */
    public Fields toLine() {
        return Fields.of(WORD)
                .with("name", List.of(name.schema(), name.table()))
                .with("columns", columns)
                .with("types", types);
    }

    /** Reads a line. */
    public static CopiedTable of(Fields line) {
        List<String> name = line.list("name");
        return new CopiedTable(new TableName(name.get(0), name.get(1)), line.list("columns"), line.list("types"));
    }
}
