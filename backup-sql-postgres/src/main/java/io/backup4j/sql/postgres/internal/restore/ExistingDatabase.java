package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.api.Entry;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.PlannedAction.Action;
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

/**
 * A database that is there, in one transaction: schemas are made or replaced in it, or, when the backup has data only, its
 * tables get other rows.
 */
public final class ExistingDatabase extends InOneTransaction {
    private static final Set<String> OF_THE_DATABASE =
            Set.of("DATABASE SETTING", "DATABASE COMMENT", "DATABASE PRIVILEGES", "ROLE SETTING");

    /** What a CASCADE could take along although it is somewhere else. */
    private static final String OUTSIDE = """
            select i.type || ' ' || i.identity
              from (select 'pg_class'::regclass as class, c.oid, c.relnamespace as schema from pg_catalog.pg_class c
                     where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
                    union all select 'pg_proc'::regclass, p.oid, p.pronamespace from pg_catalog.pg_proc p
                    union all select 'pg_type'::regclass, t.oid, t.typnamespace from pg_catalog.pg_type t where t.typtype in ('d', 'e', 'r')
                    union all select 'pg_constraint'::regclass, k.oid, k.connamespace from pg_catalog.pg_constraint k where k.conrelid <> 0
                    union all select 'pg_trigger'::regclass, t.oid, c.relnamespace from pg_catalog.pg_trigger t
                      join pg_catalog.pg_class c on c.oid = t.tgrelid where not t.tgisinternal
                    union all select 'pg_attrdef'::regclass, d.oid, c.relnamespace from pg_catalog.pg_attrdef d
                      join pg_catalog.pg_class c on c.oid = d.adrelid) o
              join pg_catalog.pg_namespace n on n.oid = o.schema
              cross join lateral pg_catalog.pg_identify_object(o.class, o.oid, 0) i
             where o.oid >= 16384 and n.nspname !~ '^pg_toast' and n.nspname <> all (?::text[])
            """;

    private static final String IN_PUBLIC = """
            select pg_catalog.format('DROP %s IF EXISTS %s CASCADE', upper(i.type), i.identity)
              from (select 'pg_class'::regclass as class, c.oid, c.relnamespace as schema from pg_catalog.pg_class c
                     where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
                    union all select 'pg_proc'::regclass, p.oid, p.pronamespace from pg_catalog.pg_proc p
                    union all select 'pg_type'::regclass, t.oid, t.typnamespace from pg_catalog.pg_type t
                      left join pg_catalog.pg_class c on c.oid = t.typrelid where t.typtype in ('d', 'e', 'r') or c.relkind = 'c'
                    union all select 'pg_collation'::regclass, oid, collnamespace from pg_catalog.pg_collation) o
              join pg_catalog.pg_namespace n on n.oid = o.schema
              cross join lateral pg_catalog.pg_identify_object(o.class, o.oid, 0) i
             where n.nspname = 'public'
               and not exists (select from pg_catalog.pg_depend d where d.classid = o.class and d.objid = o.oid
                                  and d.deptype in ('e', 'i'))
            """;

    private final boolean replaces;
    private boolean hasDefinitions;

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
        try (Connection connection = look()) {
            return tables(connection).isEmpty();
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
        try (Connection connection = look()) {
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
        try (Connection connection = look()) {
            List<String> problems = new ArrayList<>(Preflight.problems(connection, description, options()));
            hasDefinitions = description.database().list("parts").contains("schema");
            if (!hasDefinitions && !replaces) {
                problems.add("the backup has data only, which replaces the rows of the tables that are there; say so");
            }
            return problems;
        }
    }

    @Override
    void begun(Description description, Connection connection) throws IOException, SQLException {
        if (options().createsRoles()) {
            Roles.createMissing(connection, description);
        }
    }

    @Override
    public boolean wants(Statement statement) {
        return !OF_THE_DATABASE.contains(statement.kind());
    }

    /** Drops the schemas that are to be made, with everything in them and nothing outside. */
    @Override
    public void beforeDefinitions(List<Statement> statements) throws IOException, SQLException {
        List<String> schemas = statements.stream()
                .filter(statement -> statement.kind().equals("SCHEMA"))
                .map(Statement::name)
                .toList();
        if (hasDefinitions) {
            TargetRights.requireSchemas(connection(), schemas, replaces);
        }
        if (replaces) {
            drop(schemas);
        }
    }

    private void drop(List<String> schemas) throws IOException, SQLException {
        Object array = connection().createArrayOf("text", schemas.toArray());
        Set<String> before = new TreeSet<>(Sql.texts(connection(), OUTSIDE, array));
        for (String schema : schemas) {
            drop(schema);
        }
        Sql.texts(connection(), OUTSIDE, array).forEach(before::remove);
        if (!before.isEmpty()) {
            throw new IOException("Replacing the schemas " + String.join(", ", schemas)
                    + " would take along what lies outside of them and is not in the backup: "
                    + String.join(", ", before));
        }
    }

    /** The schema that every database begins with stays, with its owner; what is in it goes. */
    private void drop(String schema) throws SQLException {
        if (!schema.equals("public")) {
            Sql.run(connection(), "DROP SCHEMA IF EXISTS " + Sql.quote(schema) + " CASCADE");
            return;
        }
        for (String statement : Sql.texts(connection(), IN_PUBLIC)) {
            Sql.run(connection(), statement);
        }
    }

    @Override
    public void beforeData(List<CopiedTable> tables) throws IOException, SQLException {
        if (!hasDefinitions) {
            existing().prepare(tables);
        }
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
