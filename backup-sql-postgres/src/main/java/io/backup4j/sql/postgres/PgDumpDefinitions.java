package io.backup4j.sql.postgres;

import io.backup4j.sql.postgres.internal.catalog.CatalogReader;
import io.backup4j.sql.postgres.internal.catalog.Choice;
import io.backup4j.sql.postgres.internal.catalog.Filter;
import io.backup4j.sql.postgres.internal.export.SchemaReader;
import io.backup4j.sql.postgres.internal.jdbc.ServerVersion;
import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.sql.postgres.internal.layout.Item;
import io.backup4j.sql.postgres.internal.layout.Item.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Definitions from pg_dump. */
final class PgDumpDefinitions implements SchemaReader {
    /** Lines for psql alone. */
    private static final Pattern NOT_SQL = Pattern.compile("(?m)^\\\\(un)?restrict .*$");

    /** What stands before it are settings of a session; ours are made otherwise. */
    private static final String FIRST_OBJECT = "\n-- Name: ";

    private final Finder finder;
    private final Map<String, String> environment;

    PgDumpDefinitions(Finder finder, Map<String, String> environment) {
        this.finder = finder;
        this.environment = Map.copyOf(environment);
    }

    /** Finds a program. */
    @FunctionalInterface
    interface Finder {
        /** Returns one that can read the server. */
        Path find(ServerVersion version) throws IOException;
    }

    @Override
    public String name() {
        return "pg_dump";
    }

    @Override
    public Definitions read(
            Connection connection, ServerVersion version, String snapshot, Filter filter, Duration lockTimeout)
            throws IOException, SQLException {
        List<String> words = words(finder.find(version), snapshot, filter, lockTimeout);
        Map<String, String> login = login(connection);
        List<Item> items = new ArrayList<>();
        items.add(script(words, "pre-data", Section.PRE, login));
        items.add(script(words, "post-data", Section.POST, login));
        items.addAll(Choice.withoutDefinitions(CatalogReader.read(connection, version), filter));
        return new Definitions(items, List.of());
    }

    /** Without a limit it would wait for ever for who waits for the locks that are held until it has ended. */
    private static List<String> words(Path program, String snapshot, Filter filter, Duration lockTimeout) {
        List<String> words = new ArrayList<>(List.of(
                program.toString(),
                "--no-password",
                "--schema-only",
                "--no-owner",
                "--no-privileges",
                "--quote-all-identifiers",
                "--encoding=UTF8",
                "--lock-wait-timeout=" + lockTimeout.toMillis(),
                "--snapshot=" + snapshot));
        words.addAll(filters(filter));
        return words;
    }

    private static Item script(List<String> words, String part, Section section, Map<String, String> login)
            throws IOException {
        List<String> ofPart = new ArrayList<>(words);
        ofPart.add("--section=" + part);
        String text = NOT_SQL.matcher(PgDumpProgram.run(ofPart, login)).replaceAll("");
        int first = text.indexOf(FIRST_OBJECT);
        return new Item(
                "SCRIPT",
                "",
                "of pg_dump, " + part,
                null,
                null,
                Set.of(),
                section,
                first < 0 ? "" : text.substring(first));
    }

    private static List<String> filters(Filter filter) {
        return Stream.of(
                        arguments("--schema=", filter.schemas()),
                        arguments("--exclude-schema=", filter.withoutSchemas()),
                        arguments("--table=", filter.tables()),
                        arguments("--exclude-table=", filter.withoutTables()))
                .flatMap(words -> words)
                .toList();
    }

    private static Stream<String> arguments(String option, List<String> patterns) {
        return patterns.stream().map(pattern -> option + quoted(pattern));
    }

    /** In patterns of pg_dump a star means any characters only outside of quotes, and a dot parts names there. */
    private static String quoted(String pattern) {
        return Stream.of(pattern.split("\\.", 2))
                .map(name -> Stream.of(name.split("\\*", -1))
                        .map(part -> part.isEmpty() ? "" : Sql.quote(part))
                        .collect(Collectors.joining("*")))
                .collect(Collectors.joining("."));
    }

    private Map<String, String> login(Connection connection) throws SQLException {
        Properties url = Driver.parseURL(connection.getMetaData().getURL(), new Properties());
        Map<String, String> login = new HashMap<>();
        if (url != null) {
            put(login, "PGHOST", PGProperty.PG_HOST.getOrDefault(url));
            put(login, "PGPORT", PGProperty.PG_PORT.getOrDefault(url));
        }
        put(login, "PGDATABASE", connection.getCatalog());
        put(login, "PGUSER", connection.getMetaData().getUserName());
        login.putAll(environment);
        return login;
    }

    private static void put(Map<String, String> login, String name, @Nullable String value) {
        if (value != null) {
            login.put(name, value);
        }
    }
}
