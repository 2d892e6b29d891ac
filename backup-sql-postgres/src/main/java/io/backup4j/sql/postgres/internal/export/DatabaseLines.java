package io.backup4j.sql.postgres.internal.export;

import io.backup4j.sql.postgres.internal.jdbc.ServerVersion;
import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.sql.postgres.internal.layout.Description;
import io.backup4j.sql.postgres.internal.layout.Fields;
import io.backup4j.sql.postgres.internal.layout.Layout;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Describes the database that a connection is connected to. */
final class DatabaseLines {
    /** Locale providers came with 15, their columns were renamed with 17. */
    private static final String DATABASE = """
            select d.datname, pg_catalog.pg_encoding_to_char(d.encoding) as encoding, d.datcollate, d.datctype,
                   coalesce(j ->> 'datlocprovider', 'c') as provider,
                   coalesce(j ->> 'datlocale', j ->> 'daticulocale', '') as locale, coalesce(j ->> 'daticurules', '') as rules,
                   pg_catalog.pg_database_size(d.oid) as size
              from pg_catalog.pg_database d
              cross join lateral pg_catalog.to_jsonb(d) j
             where d.datname = current_database()
            """;

    private static final String EXTENSIONS = """
            select e.extname, e.extversion, n.nspname
              from pg_catalog.pg_extension e
              join pg_catalog.pg_namespace n on n.oid = e.extnamespace
             order by e.extname
            """;

    /** The first superuser is not in pg_shdepend: what it owns is looked for. */
    private static final String ROLES = """
            select r.rolname, r.rolsuper, r.rolinherit, r.rolcreaterole, r.rolcreatedb, r.rolcanlogin, r.rolreplication,
                   r.rolbypassrls, r.rolconnlimit, coalesce(r.rolvaliduntil::text, '') as valid_until,
                   array(select g.rolname::text from pg_catalog.pg_auth_members m join pg_catalog.pg_roles g on g.oid = m.roleid
                          where m.member = r.oid order by 1) as member_of,
                   exists (select from pg_catalog.pg_policy p where r.oid = any (p.polroles)) as in_policy,
                   exists (select from pg_catalog.pg_shdepend s, pg_catalog.pg_database d where d.datname = current_database()
                              and (s.dbid = d.oid or s.dbid = 0 and s.objid = d.oid) and s.refobjid = r.oid and s.deptype = 'o') as owns
              from pg_catalog.pg_roles r
             where r.rolname !~ '^pg_'
               and (r.oid in (select s.refobjid from pg_catalog.pg_shdepend s, pg_catalog.pg_database d
                               where d.datname = current_database() and (s.dbid = d.oid or s.dbid = 0 and s.objid = d.oid
                                 and s.classid = 'pg_catalog.pg_database'::pg_catalog.regclass)
                                 and s.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass)
                 or r.oid in (select setrole from pg_catalog.pg_db_role_setting s, pg_catalog.pg_database d
                               where d.datname = current_database() and s.setdatabase = d.oid)
                 or r.oid in (select relowner from pg_catalog.pg_class where oid >= 16384 union
                              select proowner from pg_catalog.pg_proc where oid >= 16384 union
                              select typowner from pg_catalog.pg_type where oid >= 16384 union
                              select nspowner from pg_catalog.pg_namespace where oid >= 16384))
             order by r.rolname
            """;

    private DatabaseLines() {}

    /**
     * Describes it.
     *
     * @param parts what the component has: {@code schema}, {@code data}
     * @param provider where the definitions come from
     * @param whole the schemas of which the component has everything
     * @param absent tables that were asked for and not there
     */
    static Description read(
            Connection connection,
            ServerVersion version,
            List<String> parts,
            String provider,
            List<String> whole,
            List<String> absent)
            throws SQLException {
        List<Fields> lines = new ArrayList<>();
        lines.addAll(Sql.list(
                connection,
                DATABASE,
                row -> remembering(
                        absent,
                        database(row, version)
                                .with("parts", parts)
                                .with("definitions", provider)
                                .with(Description.WHOLE, whole))));
        lines.addAll(Sql.list(
                connection,
                EXTENSIONS,
                row -> Fields.of(Description.EXTENSION)
                        .with("name", row.getString("extname"))
                        .with("version", row.getString("extversion"))
                        .with("schema", row.getString("nspname"))));
        lines.addAll(Sql.list(connection, ROLES, DatabaseLines::role));
        return new Description(lines);
    }

    private static Fields remembering(List<String> absent, Fields line) {
        return absent.isEmpty() ? line : line.with(Description.ABSENT, absent);
    }

    private static Fields database(ResultSet row, ServerVersion version) throws SQLException {
        return Fields.of(Description.DATABASE)
                .with("format", Layout.FORMAT)
                .with("name", row.getString("datname"))
                .with("server", version.number())
                .with("encoding", row.getString("encoding"))
                .with("collate", row.getString("datcollate"))
                .with("ctype", row.getString("datctype"))
                .with("provider", row.getString("provider"))
                .with("locale", row.getString("locale"))
                .with("rules", row.getString("rules"))
                .with("size", row.getLong("size"));
    }

    private static Fields role(ResultSet row) throws SQLException {
        return Fields.of(Description.ROLE)
                .with("name", row.getString("rolname"))
                .with("superuser", row.getBoolean("rolsuper"))
                .with("inherit", row.getBoolean("rolinherit"))
                .with("createrole", row.getBoolean("rolcreaterole"))
                .with("createdb", row.getBoolean("rolcreatedb"))
                .with("login", row.getBoolean("rolcanlogin"))
                .with("replication", row.getBoolean("rolreplication"))
                .with("bypassrls", row.getBoolean("rolbypassrls"))
                .with("connections", row.getInt("rolconnlimit"))
                .with("until", row.getString("valid_until"))
                .with("member-of", Arrays.asList((String[])
                        row.getArray("member_of").getArray()))
                .with("owns", row.getBoolean("owns"))
                .with("in-policy", row.getBoolean("in_policy"));
    }
}
