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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database that is there, in one transaction: schemas are made or replaced in it, or, when the backup has data only, its
 * tables get other rows.
 */
public final class ExistingDatabase extends InOneTransaction {
    private static final Set<String> OF_THE_DATABASE =
            Set.of("DATABASE SETTING", "DATABASE COMMENT", "DATABASE PRIVILEGES", "ROLE SETTING");

    private final boolean replaces;
    private boolean hasDefinitions;
    private List<String> whole = List.of();
    private List<String> kept = List.of();
    private @Nullable ExistingSchemas dropped;
    private @Nullable DatabaseObjects objects;

    /**
     * Prepares a restore.
     *
     * @param replaces whether schemas and rows that are there may go
     */
    public ExistingDatabase(DataSource source, boolean replaces, RestoreOptions options) {
        super(source, options);
        this.replaces = replaces;
    }

    @Override
    public boolean isEmpty() throws SQLException {
        try (Session looking = look()) {
            return tables(looking.connection()).isEmpty();
        }
    }

    private static Set<TableName> tables(Connection connection) throws SQLException {
        return new HashSet<>(Sql.list(
                connection,
                "select n.nspname, c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                        + " where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'",
                row -> new TableName(row.getString(1), row.getString(2))));
    }

    @Override
    public void plan(Iterable<Entry> entries, Consumer<? super PlannedAction> actions)
            throws IOException, SQLException {
        try (Session looking = look()) {
            Connection connection = looking.connection();
            Set<TableName> present = tables(connection);
            Action fate = replaces ? Action.OVERWRITE : Action.CONFLICT;
            Plans.make(
                    entries,
                    actions,
                    description -> Preflight.problems(connection, description, options()),
                    description -> Preflight.remarks(connection, description),
                    entry -> Optional.of(
                            Layout.tableOf(entry.path())
                                            .filter(present::contains)
                                            .isPresent()
                                    ? fate
                                    : Action.CREATE));
        }
    }

    @Override
    public List<String> problems(Description description) throws IOException, SQLException {
        try (Session looking = look()) {
            List<String> problems = new ArrayList<>(Preflight.problems(looking.connection(), description, options()));
            hasDefinitions = description.hasDefinitions();
            if (!hasDefinitions && !replaces) {
                problems.add("the backup has data only, which replaces the rows of the tables that are there; say so");
            }
            return problems;
        }
    }

    @Override
    void begun(Description description, Connection connection) throws IOException, SQLException {
        whole = description.database().list(Description.WHOLE);
        if (options().createsRoles()) {
            Roles.createMissing(connection, description);
        }
    }

    @Override
    public boolean wants(Statement statement) {
        return !OF_THE_DATABASE.contains(statement.kind())
                && (isIn(whole, statement) || !isIn(kept, statement))
                && (objects == null || !objects.has(statement));
    }

    private static boolean isIn(List<String> schemas, Statement statement) {
        return schemas.stream().anyMatch(schema -> isOf(schema, statement));
    }

    private static boolean isOf(String schema, Statement statement) {
        return statement.kind().equals("SCHEMA") && statement.name().equals(schema)
                || statement.name().startsWith(schema + '.')
                || statement.name().startsWith(Sql.quote(schema) + '.');
    }

    @Override
    public void requirePossible(List<Statement> statements, List<CopiedTable> tables) throws IOException, SQLException {
        if (hasDefinitions) {
            requireWhole(tables);
            TargetRights.requireSchemas(connection(), replaces ? whole(statements) : schemas(statements), replaces);
        } else {
            TargetRights.requireRows(connection(), present(tables, tables(connection())));
        }
    }

    /** Rows of a schema that stays would be added to those that are there. */
    private void requireWhole(List<CopiedTable> tables) throws IOException, SQLException {
        List<String> present = new ExistingSchemas(connection()).present();
        Set<String> parts = new TreeSet<>();
        tables.stream()
                .map(table -> table.name().schema())
                .filter(present::contains)
                .forEach(parts::add);
        parts.removeAll(whole);
        if (replaces && !parts.isEmpty()) {
            throw new IOException("The backup has only some of the tables of " + String.join(", ", parts)
                    + ", so these schemas cannot be replaced by it: restore the tables by their names");
        }
    }

    private static List<TableName> present(List<CopiedTable> tables, Set<TableName> there) {
        return tables.stream()
                .map(CopiedTable::name)
                .filter(there::contains)
                .sorted()
                .toList();
    }

    /** The schemas that go, or the rows of the tables when the backup has nothing else. */
    @Override
    public Replaced replaced(List<Statement> statements, List<CopiedTable> tables) throws SQLException {
        if (!replaces) {
            return Replaced.nothing();
        }
        Set<TableName> there = tables(connection());
        if (!hasDefinitions) {
            List<TableName> emptied = present(tables, there);
            holdWriters(emptied);
            return Replaced.rows(emptied, List.of());
        }
        List<String> schemas = new ExistingSchemas(connection()).present();
        schemas.retainAll(whole(statements));
        holdWriters(there.stream()
                .filter(table -> schemas.contains(table.schema()))
                .sorted()
                .toList());
        return Replaced.schemas(schemas);
    }

    private static List<String> schemas(List<Statement> statements) {
        return statements.stream()
                .filter(statement -> statement.kind().equals("SCHEMA"))
                .map(Statement::name)
                .toList();
    }

    private List<String> whole(List<Statement> statements) {
        return schemas(statements).stream().filter(whole::contains).toList();
    }

    /**
     * Drops the schemas that are to be made, with everything in them and nothing outside. What the backup has only a part of, because something in
     * it is needed, stays as it is.
     */
    @Override
    public void beforeDefinitions(List<Statement> statements) throws IOException, SQLException {
        if (!hasDefinitions) {
            return;
        }
        DatabaseObjects there = DatabaseObjects.look(connection());
        objects = there;
        if (replaces) {
            ExistingSchemas existing = new ExistingSchemas(connection());
            kept = existing.present();
            kept.removeAll(whole);
            existing.drop(whole(statements));
            there.rememberGone();
            dropped = existing;
        }
    }

    @Override
    public void beforeData(List<CopiedTable> tables) throws IOException, SQLException {
        if (!hasDefinitions) {
            existing().prepare(tables);
        }
    }

    @Override
    public void afterData() throws IOException, SQLException {
        super.afterData();
        if (objects != null) {
            objects.putBack();
        }
    }

    @Override
    public void complete() throws IOException, SQLException {
        if (objects != null) {
            objects.putBackEventTriggers();
        }
        if (dropped != null) {
            dropped.requireAgain();
        }
        super.complete();
    }

    @Override
    public Optional<RowsCommand> rowsCommand(CopiedTable table) {
        return Optional.of(RowsCommand.into(table.name(), table));
    }

    @Override
    public boolean takesLargeObjects() {
        return true;
    }
}
