package io.backup4j.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.EntryIssue;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.SourceException;
import io.backup4j.api.TargetException;
import io.backup4j.core.BackupReport;
import io.backup4j.core.Plan;
import io.backup4j.core.RestoreRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left out is left out, with what needs it, and what cannot be done is refused by name. */
class OptionsTest {
    private static final String TABLES =
            "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                    + " where relkind in ('r', 'v', 'S') and nspname !~ '^(pg_|information)' order by 1";

    private final TestServer server = TestServer.of(15);
    private final Restores restores = new Restores();
    private String database = "";

    @BeforeEach
    void makeDatabase() throws Exception {
        database = server.newDatabase();
        server.run(database, """
                create schema a; create schema b;
                create type b.color as enum ('red');
                create table a.one (id serial primary key, c b.color);
                create table a.two (id int primary key, one int references a.one);
                create table b.three (id int primary key);
                create view b.either as select a.one.id from a.one, b.three;
                insert into a.one (c) values ('red'); insert into a.two values (1, 1); insert into b.three values (3);
                """);
    }

    @AfterEach
    void close() {
        restores.close();
    }

    private BackupReport backUp(LogicalOptions.Builder options) throws Exception {
        return restores.backUp(PostgresSource.logical(server.source(database), options.build()));
    }

    private String restored(BackupReport report) {
        String copy = server.freeName();
        restores.restore(report.point(), PostgresTarget.newDatabase(server.server(), copy));
        return copy;
    }

    @Test
    @DisplayName("Of the tables of an extension those rows come along that the extension says are the user's")
    void rowsOfAnExtension() throws Exception {
        server.run(database, """
                create extension hstore;
                create table a.setting (id int, own boolean); insert into a.setting values (1, false), (2, true), (3, true);
                create table a.built_in (id int); insert into a.built_in values (1);
                alter extension hstore add table a.setting; alter extension hstore add table a.built_in;
                update pg_extension set extconfig = array['a.setting'::regclass::oid], extcondition = array['where own']
                 where extname = 'hstore';
                """);
        RestorePoint point = backUp(LogicalOptions.builder()).point();

        restores.restore(point, PostgresTarget.tablesBeside(server.source(database), List.of("a.setting"), "copy"));
        assertThat(server.query(database, "select id from copy.setting order by id"))
                .containsExactly("2", "3");
        PostgresTarget builtIn = PostgresTarget.tablesBeside(server.source(database), List.of("a.built_in"), "copy");
        assertThatThrownBy(() -> restores.restore(point, builtIn)).hasMessageContaining("no rows of [a.built_in]");
    }

    @Test
    @DisplayName("Of the sequences of an extension those values come along that the extension says are the user's")
    void sequencesOfAnExtension() throws Exception {
        server.run(database, """
                create extension hstore;
                create sequence a.own; create sequence a.built_in; select nextval('a.own'), nextval('a.built_in');
                alter extension hstore add sequence a.own; alter extension hstore add sequence a.built_in;
                update pg_extension set extconfig = array['a.own'::regclass::oid], extcondition = array['']
                 where extname = 'hstore';
                """);
        RestorePoint point = backUp(LogicalOptions.builder().dataOnly()).point();
        server.run(database, "select setval('a.own', 77), setval('a.built_in', 77)");

        restores.restore(point, PostgresTarget.replaceSchemas(server.source(database)));
        assertThat(server.query(database, "select last_value from a.own union all select last_value from a.built_in"))
                .containsExactly("1", "77");
    }

    @Test
    @DisplayName("Schema only restores empty tables and sequences that begin anew")
    void schemaOnly() throws Exception {
        String copy = restored(backUp(LogicalOptions.builder().schemaOnly()));

        assertThat(server.query(copy, TABLES)).containsExactly("a.one", "a.one_id_seq", "a.two", "b.either", "b.three");
        assertThat(server.query(copy, "select count(*) from a.one")).containsExactly("0");
        assertThat(server.query(copy, "select is_called from a.one_id_seq")).containsExactly("f");
    }

    @Test
    @DisplayName("Data only goes into no new database, and says so")
    void dataOnlyNeedsTables() throws Exception {
        BackupReport report = backUp(LogicalOptions.builder().dataOnly());

        assertThatThrownBy(() -> restored(report))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("only data");
    }

    @Test
    @DisplayName("A schema brings along what it needs from others, and what hangs on the others is reported")
    void oneSchema() throws Exception {
        String copy = restored(backUp(LogicalOptions.builder().includeSchemas("a")));

        assertThat(server.query(copy, TABLES)).containsExactly("a.one", "a.one_id_seq", "a.two");
        assertThat(server.query(copy, "select c from a.one")).containsExactly("red");
    }

    @Test
    @DisplayName("What needs a schema that is left out is left out and named")
    void withoutSchema() throws Exception {
        BackupReport report = backUp(LogicalOptions.builder().excludeSchemas("a"));

        assertThat(server.query(restored(report), TABLES)).contains("b.three");
    }

    @Test
    @DisplayName("One table comes with its type and its sequence, and its foreign key to another is named as left out")
    void oneTable() throws Exception {
        BackupReport report = backUp(LogicalOptions.builder().includeTables("a.t*"));

        assertThat(report.issues())
                .extracting(EntryIssue::message)
                .anyMatch(message -> message.contains("two_one_fkey"));
        assertThat(server.query(restored(report), TABLES)).containsExactly("a.two");
    }

    @Test
    @DisplayName("What needs a table that is left out is left out and named")
    void withoutTable() throws Exception {
        BackupReport report = backUp(LogicalOptions.builder().excludeTables("a.one"));

        assertThat(report.issues())
                .extracting(EntryIssue::message)
                .anyMatch(message -> message.contains("view b.either"))
                .anyMatch(message -> message.contains("two_one_fkey"));
        assertThat(server.query(restored(report), TABLES))
                .contains("a.two", "b.three")
                .doesNotContain("a.one", "b.either");
    }

    @Test
    @DisplayName("A table without its data comes back empty")
    void withoutData() throws Exception {
        String copy = restored(backUp(LogicalOptions.builder().excludeTableData("a.two")));

        assertThat(server.query(copy, "select count(*) from a.two")).containsExactly("0");
        assertThat(server.query(copy, "select count(*) from a.one")).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create foreign data wrapper w | foreign-data wrapper",
                "create operator b.=#= (leftarg = int, rightarg = int, function = int4pl) | operator",
                "create text search configuration b.conf (copy = english) | text search configuration",
                "create type b.shell | type",
                "create type b.typed as (x int); create table b.of_type of b.typed | table",
                "create function b.cast(b.color) returns int language sql as 'select 1'; create cast (b.color as int) with function b.cast(b.color) | cast",
                "create aggregate b.ordered (float8 order by anyelement) (sfunc = ordered_set_transition, stype = internal, finalfunc = percentile_disc_final, finalfunc_extra) | aggregate"
            })
    @DisplayName("What nobody knows how to create is refused by name, unless its schema is left out")
    void refused(String pair) throws Exception {
        String[] parts = pair.split(" \\| ", 2);
        server.run(database, parts[0]);

        assertThatThrownBy(() -> backUp(LogicalOptions.builder()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(parts[1])
                .hasMessageContaining("pg_dump");
        backUp(LogicalOptions.builder().dataOnly());
    }

    @Test
    @DisplayName("Roles that are missing are named before anything is done, and can be created or left out")
    void missingRoles() throws Exception {
        TestServer other = TestServer.of(18);
        server.run(
                database,
                "drop role if exists b4j_alone; create role b4j_alone; create role b4j_group; grant b4j_group to b4j_alone;"
                        + " alter table a.one owner to b4j_alone; grant select on a.two to b4j_group");
        BackupReport report = backUp(LogicalOptions.builder());
        String copy = other.freeName();
        PostgresTarget target = PostgresTarget.newDatabase(other.server(), copy);

        Plan plan = restores.repository().plan(RestoreRequest.of(report.point().id(), target));
        assertThat(plan.conflicts()).isEqualTo(1);
        assertThat(plan.actions().get(0).reason()).contains("b4j_alone", "b4j_group");
        assertThatThrownBy(() -> restores.restore(report.point(), target)).hasMessageContaining("b4j_alone");
        assertThat(other.query("postgres", "select 1 from pg_database where datname like '" + copy + "%'"))
                .isEmpty();

        restores.restore(report.point(), target.withoutOwnership());
        assertThat(other.query(copy, "select tableowner from pg_tables where schemaname = 'a'"))
                .containsOnly("postgres");
        other.run("postgres", "drop database " + copy);

        restores.restore(report.point(), target.createMissingRoles());
        assertThat(other.query(copy, "select tableowner from pg_tables where tablename = 'one'"))
                .containsExactly("b4j_alone");
        assertThat(other.query(copy, "select pg_has_role('b4j_alone', 'b4j_group', 'member')"))
                .containsExactly("t");
        server.run("postgres", "drop database " + database + "; drop role b4j_alone; drop role b4j_group");
        other.run("postgres", "drop database " + copy + "; drop role b4j_alone; drop role b4j_group");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 16, 17, 18})
    @DisplayName("A backup of version 15 is restored to every other version, and the plan tells")
    void otherVersion(int major) throws Exception {
        BackupReport report = backUp(LogicalOptions.builder());
        TestServer other = TestServer.of(major);
        String copy = other.freeName();
        PostgresTarget target = PostgresTarget.newDatabase(other.server(), copy);

        assertThat(restores.repository()
                        .plan(RestoreRequest.of(report.point().id(), target))
                        .actions()
                        .get(0)
                        .reason())
                .contains("from version 15.", String.valueOf(major));
        restores.restore(report.point(), target);
        assertThat(Differences.between(withoutNames(DatabaseImage.of(other, copy)), DatabaseImage.of(server, database)))
                .isEmpty();
    }

    @Test
    @DisplayName("A privilege that older versions do not have is left out there, and the plan tells")
    void privilegeOfLaterVersion() throws Exception {
        TestServer later = TestServer.of(18);
        String original = later.newDatabase();
        later.run(original, """
                create table t (a int); grant select, maintain on t to public;
                alter default privileges grant select, maintain on tables to public;
                """);
        RestorePoint point =
                restores.backUp(PostgresSource.logical(later.source(original))).point();
        String copy = server.freeName();
        PostgresTarget target = PostgresTarget.newDatabase(server.server(), copy);

        assertThat(restores.repository()
                        .plan(RestoreRequest.of(point.id(), target))
                        .actions()
                        .get(0)
                        .reason())
                .contains("the privilege MAINTAIN");
        restores.restore(point, target);
        assertThat(server.query(
                        copy,
                        "select relacl from pg_class where relname = 't' union all"
                                + " select defaclacl from pg_default_acl"))
                .containsOnly("{=r/postgres,postgres=arwdDxt/postgres}");
    }

    /** Not-null constraints have names since version 18. */
    private static List<String> withoutNames(List<String> image) {
        return image.stream()
                .map(line -> line.replaceAll(" CONSTRAINT \"[a-z_]*_not_null\" NOT NULL", " NOT NULL"))
                .toList();
    }
}
