package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.api.Entry;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.PlannedAction.Action;
import io.backup4j.sql.postgres.internal.jdbc.Session;
import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.sql.postgres.internal.layout.CopiedTable;
import io.backup4j.sql.postgres.internal.layout.Description;
import io.backup4j.sql.postgres.internal.layout.Layout;
import io.backup4j.sql.postgres.internal.layout.Statement;
import io.backup4j.sql.postgres.internal.layout.TableName;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Some tables of a backup, in one transaction: in their own place, where they get other rows or are made anew, or in a side
 * schema, as plain copies to look at and to take rows from.
 */
public final class SingleTables extends InOneTransaction {
    private static final Set<String> NOT_FOR_ONE_TABLE =
            Set.of("PARTITION", "INDEX PARTITION", "TRIGGER STATE", "PUBLICATION TABLE");

    private final Set<TableName> wanted;
    private final @Nullable String sideSchema;
    private final Set<TableName> present = new TreeSet<>();
    private final Set<TableName> missing = new TreeSet<>();
    private Set<TableName> knownAbsent = Set.of();

    /**
     * Prepares a restore.
     *
     * @param wanted the tables
     * @param sideSchema where copies go; null means that the tables themselves are replaced
     */
    public SingleTables(DataSource source, Set<TableName> wanted, @Nullable String sideSchema, RestoreOptions options) {
        super(source, options);
        this.wanted = Set.copyOf(wanted);
        this.sideSchema = sideSchema;
    }

    /** Returns false: a restore of single tables is always worth a look before. */
    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public void plan(Iterable<Entry> entries, Consumer<? super PlannedAction> actions)
            throws IOException, SQLException {
        Set<TableName> found = new HashSet<>();
        try (Session looking = look()) {
            Connection connection = looking.connection();
            Plans.make(entries, actions, this::problems, description -> remark(connection, description), entry -> {
                Optional<TableName> table = Layout.tableOf(entry.path()).filter(wanted::contains);
                table.ifPresent(found::add);
                return table.isPresent() ? Optional.of(fate(connection, table.get())) : Optional.empty();
            });
        }
        requireAll(found);
    }

    private Action fate(Connection connection, TableName table) throws SQLException {
        boolean exists = ExistingTables.exists(connection, place(table));
        if (!exists) {
            return Action.CREATE;
        }
        return sideSchema == null ? Action.OVERWRITE : Action.CONFLICT;
    }

    private TableName place(TableName table) {
        return sideSchema == null ? table : new TableName(sideSchema, table.table());
    }

    /** What a restore has made the undoing leaves there: others may have written to it since. */
    private String remark(Connection connection, Description description) throws SQLException {
        Set<TableName> made = new TreeSet<>();
        for (TableName table : absentFrom(description)) {
            if (wanted.contains(table) && ExistingTables.exists(connection, place(table))) {
                made.add(table);
            }
        }
        return made.isEmpty()
                ? ""
                : made + " stay as they are: they were not there at that time. Drop what nobody needs";
    }

    private static Set<TableName> absentFrom(Description description) {
        return description.database().list(Description.ABSENT).stream()
                .map(TableName::parse)
                .collect(Collectors.toSet());
    }

    private void requireAll(Set<TableName> found) throws IOException {
        Set<TableName> absent = new TreeSet<>(wanted);
        absent.removeAll(found);
        if (sideSchema == null && !found.isEmpty()) {
            absent.removeAll(knownAbsent);
        }
        if (!absent.isEmpty()) {
            throw new IOException("The backup has no rows of " + absent
                    + ": there is no such table in it, or it is partitioned and its partitions have the rows");
        }
    }

    @Override
    public List<String> problems(Description description) throws SQLException {
        knownAbsent = absentFrom(description);
        Map<String, TableName> places = new HashMap<>();
        List<String> problems = new ArrayList<>();
        for (TableName table : wanted) {
            TableName other = places.putIfAbsent(place(table).toString(), table);
            if (other != null) {
                problems.add("both " + table + " and " + other + " would become " + place(table));
            }
        }
        return problems;
    }

    @Override
    void begun(Description description, Connection connection) throws SQLException {
        if (sideSchema != null) {
            return;
        }
        for (TableName table : wanted) {
            if (!knownAbsent.contains(table)) {
                (ExistingTables.exists(connection, table) ? present : missing).add(table);
            }
        }
    }

    /** Of a table that is there only the values of its sequences are wanted; of one that is not, all that belongs to it. */
    @Override
    public boolean wants(Statement statement) {
        TableName table = statement.table();
        if (table == null || sideSchema != null || NOT_FOR_ONE_TABLE.contains(statement.kind())) {
            return false;
        }
        return missing.contains(table)
                || wanted.contains(table) && statement.kind().equals("SEQUENCE VALUE");
    }

    @Override
    public void requirePossible(List<Statement> statements, List<CopiedTable> tables) throws IOException, SQLException {
        TargetRights.requireTables(connection(), List.copyOf(present), schemasOfNew());
    }

    private Set<String> schemasOfNew() {
        return sideSchema != null
                ? Set.of(sideSchema)
                : missing.stream().map(TableName::schema).collect(Collectors.toSet());
    }

    /** The rows of those that are there. */
    @Override
    public Replaced replaced(List<Statement> statements, List<CopiedTable> tables) throws SQLException {
        holdWriters(List.copyOf(present));
        return sideSchema == null ? Replaced.rows(present, absent()) : Replaced.nothing();
    }

    private Set<TableName> absent() {
        Set<TableName> absent = new TreeSet<>(wanted);
        absent.removeAll(present);
        return absent;
    }

    @Override
    public void beforeDefinitions(List<Statement> statements) throws SQLException {
        for (String schema : schemasOfNew()) {
            // IF NOT EXISTS asks for the right to make schemas also when there is nothing to be made.
            if (Sql.text(connection(), "select 1 from pg_catalog.pg_namespace where nspname = ?", schema)
                    .isEmpty()) {
                Sql.run(connection(), "CREATE SCHEMA " + Sql.quote(schema));
            }
        }
    }

    @Override
    public void beforeData(List<CopiedTable> tables) throws IOException, SQLException {
        List<CopiedTable> chosen =
                tables.stream().filter(table -> wanted.contains(table.name())).toList();
        requireAll(new HashSet<>(chosen.stream().map(CopiedTable::name).toList()));
        if (sideSchema != null) {
            makeCopies(chosen);
        } else {
            existing()
                    .prepare(chosen.stream()
                            .filter(table -> present.contains(table.name()))
                            .toList());
        }
    }

    private void makeCopies(List<CopiedTable> chosen) throws SQLException {
        for (CopiedTable table : chosen) {
            Sql.run(connection(), "CREATE TABLE " + place(table.name()).quoted() + ' ' + table.plainColumns());
        }
    }

    @Override
    public Optional<RowsCommand> rowsCommand(CopiedTable table) {
        return wanted.contains(table.name())
                ? Optional.of(RowsCommand.into(place(table.name()), table))
                : Optional.empty();
    }

    @Override
    public boolean takesLargeObjects() {
        return false;
    }
}
