package io.backup4j.sql.postgres.internal.catalog;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which schemas and tables are wanted. In a pattern a star stands for any characters; a pattern of a table is {@code
 * schema.table}.
 *
 * @param schemas patterns of schemas that are wanted; empty means all
 * @param withoutSchemas patterns of schemas that are not wanted
 * @param tables patterns of tables that are wanted, and nothing else but what they need; empty means no restriction
 * @param withoutTables patterns of tables that are not wanted
 */
public record Filter(
        List<String> schemas, List<String> withoutSchemas, List<String> tables, List<String> withoutTables) {
    private static final Set<String> OF_THE_DATABASE =
            Set.of("DATABASE SETTING", "DATABASE COMMENT", "PUBLICATION", "EVENT TRIGGER");
    private static final Set<String> RELATIONS = Set.of("TABLE", "VIEW", "MATERIALIZED VIEW", "SEQUENCE");

    /** Takes copies. */
    public Filter {
        schemas = List.copyOf(schemas);
        withoutSchemas = List.copyOf(withoutSchemas);
        tables = List.copyOf(tables);
        withoutTables = List.copyOf(withoutTables);
    }

    /** Returns whether the whole database is wanted. */
    public boolean takesAll() {
        return Stream.of(schemas, withoutSchemas, tables, withoutTables).allMatch(List::isEmpty);
    }

    /** Returns whether a table is wanted. */
    public boolean takesTable(String schema, String table) {
        return !excludes(schema, table)
                && takesSchema(schema)
                && (tables.isEmpty() || matches(tables, schema + '.' + table));
    }

    /** Returns whether everything in a schema is wanted. */
    public boolean takesWhole(String schema) {
        return takesSchema(schema) && tables.isEmpty() && withoutTables.isEmpty();
    }

    /** Returns whether a relation is not wanted by its own name. */
    public boolean excludes(String schema, String table) {
        return matches(withoutTables, schema + '.' + table);
    }

    boolean takes(String kind, String schema, String name) {
        if (schema.isEmpty()) {
            boolean ofTheDatabase = OF_THE_DATABASE.contains(kind);
            return schemas.isEmpty() && tables.isEmpty() && (!ofTheDatabase || withoutSchemas.isEmpty());
        }
        return takesSchema(schema) && (tables.isEmpty() || RELATIONS.contains(kind) && takesTable(schema, name));
    }

    boolean takesUnknown(String schema) {
        return tables.isEmpty() && (schema.isEmpty() ? schemas.isEmpty() : takesSchema(schema));
    }

    private boolean takesSchema(String schema) {
        return (schemas.isEmpty() || matches(schemas, schema)) && !matches(withoutSchemas, schema);
    }

    private static boolean matches(List<String> patterns, String name) {
        return patterns.stream()
                .anyMatch(pattern -> regex(pattern).matcher(name).matches());
    }

    private static Pattern regex(String pattern) {
        return Pattern.compile(
                Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }
}
