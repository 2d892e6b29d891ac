package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.sql.postgres.internal.layout.CopiedTable;
import io.backup4j.sql.postgres.internal.layout.TableName;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Tables that are there and get other rows. Meanwhile their foreign keys, in both directions, are gone and their triggers do
 * not fire; afterwards both are as before, and every foreign key has been checked against the new rows.
 */
final class ExistingTables {
    /** A partition has the foreign keys of the tables that it is a partition of, from which alone they can be dropped. */
    static final String WITH_KEYS = """
            with wanted as (select t.oid from unnest(?::text[]::regclass[]) t (oid)),
                 family as (select oid from wanted union select a.oid from wanted, pg_catalog.pg_partition_ancestors(wanted.oid) a (oid)),
                 keys as (select k.oid, k.conname, k.conrelid, k.confrelid from pg_catalog.pg_constraint k
                           where k.contype = 'f' and k.conparentid = 0
                             and (k.conrelid in (select oid from family) or k.confrelid in (select oid from family)))
            """;

    private static final String FOREIGN_KEYS = WITH_KEYS + """
            select pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', k.conrelid::regclass, k.conname) as gone,
                   pg_catalog.format('ALTER TABLE %s ADD CONSTRAINT %I %s', k.conrelid::regclass, k.conname,
                                     pg_catalog.pg_get_constraintdef(k.oid))
                   || coalesce(pg_catalog.format('; COMMENT ON CONSTRAINT %I ON %s IS %L', k.conname, k.conrelid::regclass,
                                     pg_catalog.obj_description(k.oid, 'pg_constraint')), '') as back
              from keys k
             order by k.oid
            """;

    private static final String TRIGGERS = """
            select pg_catalog.format('ALTER TABLE %s %s TRIGGER %I', t.tgrelid::regclass,
                     case t.tgenabled when 'O' then 'ENABLE' when 'D' then 'DISABLE' when 'R' then 'ENABLE REPLICA'
                          else 'ENABLE ALWAYS' end, t.tgname)
              from pg_catalog.pg_trigger t
             where not t.tgisinternal and t.tgrelid = any (?::text[]::regclass[])
             order by t.oid
            """;

    /** How a foreign key goes and comes back. */
    private record ForeignKey(String gone, String back) {
        static ForeignKey of(ResultSet row) throws SQLException {
            return new ForeignKey(row.getString("gone"), row.getString("back"));
        }
    }

    private final OneTransaction transaction;
    private final Connection connection;
    private final List<String> putBack = new ArrayList<>();

    ExistingTables(OneTransaction transaction) {
        this.transaction = transaction;
        this.connection = transaction.connection();
    }

    /** Returns whether a table is there. */
    static boolean exists(Connection connection, TableName table) throws SQLException {
        return Sql.text(
                        connection,
                        "select 1 from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                                + " where c.relkind in ('r', 'p') and n.nspname = ? and c.relname = ?",
                        table.schema(),
                        table.table())
                .isPresent();
    }

    /**
     * Empties tables and makes them ready for rows.
     *
     * @throws IOException when tables are missing, or columns of them; all are named
     */
    void prepare(List<CopiedTable> tables) throws IOException, SQLException {
        requireAll(tables);
        if (tables.isEmpty()) {
            return;
        }
        Array array = array(tables);
        String names = TableName.only(tables.stream().map(CopiedTable::name).toList());
        Sql.run(connection, "LOCK TABLE " + names + " IN ACCESS EXCLUSIVE MODE");
        putBack.addAll(Sql.texts(connection, TRIGGERS, array));
        for (ForeignKey key : Sql.list(connection, FOREIGN_KEYS, ForeignKey::of, array)) {
            Sql.run(connection, key.gone());
            putBack.add(key.back());
        }
        for (CopiedTable table : tables) {
            Sql.run(connection, "ALTER TABLE ONLY " + table.name().quoted() + " DISABLE TRIGGER USER");
        }
        Sql.run(connection, "TRUNCATE TABLE " + names);
    }

    private void requireAll(List<CopiedTable> tables) throws IOException, SQLException {
        TreeSet<String> missing = new TreeSet<>();
        for (CopiedTable table : tables) {
            if (!exists(connection, table.name())) {
                missing.add("table " + table.name());
                continue;
            }
            List<String> present = Sql.texts(
                    connection,
                    "select attname from pg_catalog.pg_attribute where attrelid = ?::regclass and attnum > 0 and not attisdropped"
                            + " and attgenerated = ''",
                    table.name().quoted());
            table.columns().stream()
                    .filter(column -> !present.contains(column))
                    .forEach(column -> missing.add("column " + column + " of " + table.name()));
        }
        if (!missing.isEmpty()) {
            throw new IOException("The database lacks what the rows need: " + String.join(", ", missing)
                    + ". Bring it to the version of the schema that it had when it was backed up");
        }
    }

    private Array array(List<CopiedTable> tables) throws SQLException {
        return connection.createArrayOf(
                "text", tables.stream().map(table -> table.name().quoted()).toArray());
    }

    /** Puts foreign keys and triggers back. */
    void finish() throws IOException, SQLException {
        for (String statement : putBack) {
            transaction.requireGoing();
            try {
                Sql.run(connection, statement);
            } catch (SQLException e) {
                throw Sql.failure("What was put aside for the rows cannot be put back (" + statement + ")", e);
            }
        }
        putBack.clear();
    }
}
