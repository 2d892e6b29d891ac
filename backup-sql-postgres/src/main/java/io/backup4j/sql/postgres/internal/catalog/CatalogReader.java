package io.backup4j.sql.postgres.internal.catalog;

import io.backup4j.sql.postgres.internal.jdbc.ServerVersion;
import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.sql.postgres.internal.layout.Item;
import io.backup4j.sql.postgres.internal.layout.Item.Section;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the queries of this room. */
public final class CatalogReader {
    private static final List<String> KINDS = List.of(
            "schemas",
            "extensions",
            "collations",
            "enums",
            "composites",
            "domains",
            "ranges",
            "functions",
            "aggregates",
            "sequences",
            "tables",
            "defaults",
            "views",
            "indexes",
            "constraints",
            "triggers",
            "rules",
            "policies",
            "statistics",
            "publications",
            "event-triggers",
            "database-settings",
            "comments",
            "owners",
            "privileges");

    private CatalogReader() {}

    /**
     * Reads everything that a database holds.
     *
     * @param connection in a transaction set up by {@code SessionSettings}
     */
    public static Catalog read(Connection connection, ServerVersion version) throws SQLException {
        Map<String, String> aliases = pairs(connection, "aliases");
        List<Item> items = new ArrayList<>();
        for (String kind : KINDS) {
            items.addAll(Sql.listPlain(connection, query(kind), CatalogReader::item));
        }
        if (version.major() >= 15) {
            items.addAll(Sql.listPlain(connection, query("publication-schemas"), CatalogReader::item));
        }
        List<UnknownObject> unknown = Sql.listPlain(connection, query("unknown"), CatalogReader::unknown);
        return new Catalog(items, aliases, dependencies(connection), unknown);
    }

    /** Reads owners, privileges and comments of large objects. */
    public static List<Item> largeObjects(Connection connection) throws SQLException {
        return Sql.listPlain(connection, query("large-objects"), CatalogReader::item);
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getString("kind"),
                orEmpty(row.getString("schema")),
                row.getString("name"),
                row.getString("key"),
                row.getString("parent"),
                words(row.getString("needs")),
                Section.valueOf(row.getString("section")),
                row.getString("sql"));
    }

    private static UnknownObject unknown(ResultSet row) throws SQLException {
        return new UnknownObject(
                orEmpty(row.getString("key")),
                orEmpty(row.getString("schema")),
                row.getString("type") + ' ' + row.getString("name"));
    }

    private static Map<String, Set<String>> dependencies(Connection connection) throws SQLException {
        Map<String, Set<String>> needs = new HashMap<>();
        Sql.listPlain(
                connection,
                query("dependencies"),
                row -> needs.computeIfAbsent(row.getString(1), key -> new HashSet<>())
                        .add(row.getString(2)));
        return needs;
    }

    private static Map<String, String> pairs(Connection connection, String name) throws SQLException {
        Map<String, String> pairs = new HashMap<>();
        Sql.listPlain(connection, query(name), row -> pairs.put(row.getString(1), row.getString(2)));
        return pairs;
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : new HashSet<>(List.of(text.split(" ")));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static String query(String name) {
        try (InputStream in = CatalogReader.class.getResourceAsStream(name + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("The query " + name + " is not in this jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The query " + name + " could not be read", e);
        }
    }
}
