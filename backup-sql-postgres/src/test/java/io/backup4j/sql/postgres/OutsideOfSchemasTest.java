package io.backup4j.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.RestorePoint;
import io.backup4j.api.TargetException;
import io.backup4j.core.RestoreRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lies outside of schemas that are replaced is there afterwards, or they are not replaced. */
class OutsideOfSchemasTest {
    private static final String DEPENDENTS =
            "select identity from pg_depend, pg_identify_object(classid, objid, objsubid) where objid >= 16384 order by 1";
    private static final String PUBLISHED = """
            select concat_ws(' ', pubname, schemaname, tablename, array_to_string(attnames, ','), rowfilter)
              from pg_publication_tables order by 1
            """;
    private static final String EVENT_TRIGGERS = """
            select concat_ws(' ', evtname, evtevent, evttags::text, evtenabled, pg_get_userbyid(evtowner),
                             obj_description(oid, 'pg_event_trigger'))
              from pg_event_trigger order by 1
            """;

    private final TestServer server = TestServer.of(15);
    private final Restores restores = new Restores();
    private String database = "";

    @BeforeEach
    void makeDatabase() throws Exception {
        database = server.newDatabase();
        server.run(database, """
                create schema s; create type s.mood as enum ('a', 'b'); create table s.x (a int primary key, b text);
                create function s.f(i int) returns int immutable language sql as 'select i';
                create sequence s.numbers; insert into s.x values (1, 'one');
                create schema o; create table o.t (id int); insert into o.t values (1);
                """);
    }

    @AfterEach
    void close() {
        restores.close();
    }

    private PostgresTarget target() {
        return PostgresTarget.replaceSchemas(server.source(database));
    }

    private RestorePoint backUp() throws Exception {
        return restores.backUp(PostgresSource.logical(
                        server.source(database),
                        LogicalOptions.builder().includeSchemas("s").build()))
                .point();
    }

    private List<String> publishedTables() throws Exception {
        return server.query(database, PUBLISHED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alter table o.t add m s.mood                                      | table column "o"."t"."m"
            alter table o.t add g int generated always as (s.f(id)) stored     | table column "o"."t"."g"
            alter table o.t alter id set default s.f(1)                        | default value for "o"."t"."id"
            alter table o.t alter id set default nextval('s.numbers')          | default value for "o"."t"."id"
            alter table o.t add foreign key (id) references s.x                | table constraint "t_id_fkey" on "o"."t"
            alter table o.t add constraint c check (s.f(id) > 0)               | table constraint "c" on "o"."t"
            create index i on o.t (s.f(id))                                    | index "o"."i"
            create policy p on o.t using (s.f(id) > 0)                         | policy "p" on "o"."t"
            create rule r as on insert to o.t do also select s.f(1)            | rule "r" on "o"."t"
            create statistics o.both on (s.f(id)), id from o.t                 | statistics object "o"."both"
            create trigger g before insert on o.t for each row when (s.f(new.id) > 0) execute function suppress_redundant_updates_trigger() | trigger "g" on "o"."t"
            create view o.v as select a from s.x                               | view "o"."v"
            create materialized view o.v as select a from s.x                  | materialized view "o"."v"
            create type o.pair as (l s.mood, r int)                            | composite type column "o"."pair"."l"
            create domain o.d as s.mood                                        | type "o"."d"
            create domain o.d as int check (s.f(value) > 0)                    | domain constraint "d_check" on "o"."d"
            create table o.child () inherits (s.x)                             | table "o"."child"
            create table o.child (m s.mood) partition by list (m)              | table "o"."child"
            create function o.g(m s.mood) returns int language sql as 'select 1' | function "o"."g"("s"."mood")
            create operator o.~~~ (function = s.f, rightarg = int)             | operator "o".~~~
            create operator class o.c for type s.mood using hash as storage s.mood | operator class "o"."c"
            create function s.i(s.mood) returns int language sql as 'select 1'; create cast (s.mood as int) with function s.i(s.mood) | cast ("s"."mood" AS integer)
            """)
    @DisplayName("What hangs on a schema and is not in the backup refuses to have it replaced, by its name")
    void hanger(String made, String named) throws Exception {
        RestorePoint point = backUp();
        server.run(database, made);
        List<String> before = server.query(database, DEPENDENTS);

        assertThatThrownBy(() -> restores.restore(point, target()))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("not in the backup: ")
                .hasMessageContaining(named);
        assertThat(server.query(database, DEPENDENTS)).isEqualTo(before);
    }

    @Test
    @DisplayName("What lies outside and does not hang on a schema stays, and does not refuse")
    void nothingHangs() throws Exception {
        server.run(database, """
                create extension citext schema s; create index on o.t (id); create view o.v as select id from o.t;
                create type s.range as range (subtype = int); create table s.p (i int, m s.mood) partition by range (i);
                create table s.p1 partition of s.p for values from (0) to (9); create index on s.p (i);
                create table s.q (i int generated always as identity, g int generated always as (s.f(1)) stored, pad text);
                alter default privileges in schema s grant select on tables to public;
                create policy y on s.q using (s.f(i) > 0); create statistics s.st on a, b from s.x;
                """);
        RestorePoint point = backUp();
        List<String> before = DatabaseImage.of(server, database);

        restores.restore(point, target());
        assertThat(Differences.between(DatabaseImage.of(server, database), before))
                .isEmpty();
        restores.repository().undo(target());
        assertThat(Differences.between(DatabaseImage.of(server, database), before))
                .isEmpty();
    }

    @Test
    @DisplayName("Tables and schemas that are replaced stay published, and after the undoing too")
    void published() throws Exception {
        server.run(database, """
                create publication several for table s.x, o.t; create publication whole for tables in schema s;
                create publication everything for all tables;
                """);
        RestorePoint point = backUp();
        List<String> before = publishedTables();
        assertThat(before).contains("several s x a,b", "whole s x a,b", "several o t id");

        restores.restore(point, target());
        assertThat(publishedTables()).isEqualTo(before);
        restores.repository().undo(target());
        assertThat(publishedTables()).isEqualTo(before);

        server.run(database, "create table s.made (i int); alter publication several add table s.made");
        restores.restore(point, target());
        assertThat(publishedTables()).isEqualTo(before);
    }

    @Test
    @DisplayName("Columns and rows that are published stay the same")
    void publishedParts() throws Exception {
        RestorePoint point = backUp();
        server.run(database, "create publication parts for table s.x (a) where (a > 0)");
        List<String> before = publishedTables();
        assertThat(before).containsExactly("parts s x a (a > 0)");

        restores.repository()
                .start(RestoreRequest.of(point.id(), target()).withoutSafetyBackup())
                .await();
        assertThat(publishedTables()).isEqualTo(before);
    }

    @Test
    @DisplayName("The same where publications have neither columns nor schemas")
    void publishedByAnOldServer() throws Exception {
        TestServer old = TestServer.of(14);
        String there = old.newDatabase();
        old.run(there, "create schema s; create table s.x (a int); create publication p for table s.x");
        RestorePoint point =
                restores.backUp(PostgresSource.logical(old.source(there))).point();
        old.run(there, "drop publication p; create publication q for table s.x");

        restores.restore(point, PostgresTarget.replaceSchemas(old.source(there)));
        assertThat(old.query(there, "select pubname || ' ' || tablename from pg_publication_tables order by 1"))
                .containsExactly("p x", "q x");
    }

    @Test
    @DisplayName("Who may not put back what is published is told so before rows are loaded")
    void foreignPublication() throws Exception {
        server.run(database, """
                drop role if exists b4j_reader; create role b4j_reader login; alter schema s owner to b4j_reader;
                grant create on database %s to b4j_reader; create publication p for table s.x; create publication q for tables in schema s;
                grant all on all tables in schema s to b4j_reader; grant all on all sequences in schema s to b4j_reader;
                """.formatted(database));
        RestorePoint point = backUp();
        List<String> before = publishedTables();

        assertThatThrownBy(() -> restores.restore(
                        point,
                        PostgresTarget.replaceSchemas(server.source(database, "b4j_reader"))
                                .withoutOwnership()))
                .hasMessageContaining("ownership of publication p")
                .hasMessageContaining("SUPERUSER for the schemas of publication q");
        assertThat(publishedTables()).isEqualTo(before);
        server.run(database, "drop owned by b4j_reader cascade; drop role b4j_reader");
    }

    @Test
    @DisplayName("An event trigger whose function is replaced stays as it is, and an extension that nothing needs")
    void eventTrigger() throws Exception {
        server.run(database, """
                drop role if exists b4j_boss; create role b4j_boss superuser;
                create function s.e() returns event_trigger language plpgsql as 'begin end';
                create event trigger first on ddl_command_end when tag in ('CREATE VIEW', 'DROP VIEW') execute function s.e();
                alter event trigger first disable; alter event trigger first owner to b4j_boss;
                comment on event trigger first is 'It''s first'; create event trigger second on sql_drop execute function s.e();
                create extension citext schema s;
                """);
        RestorePoint point = backUp();
        List<String> before = server.query(database, EVENT_TRIGGERS);
        assertThat(before).contains("first ddl_command_end {\"CREATE VIEW\",\"DROP VIEW\"} D b4j_boss It's first");

        restores.restore(point, target());
        assertThat(server.query(database, EVENT_TRIGGERS)).isEqualTo(before);
        assertThat(server.query(database, "select s.citext('x')")).containsExactly("x");

        server.run(database, "drop event trigger first; drop event trigger second; drop role b4j_boss");
    }
}
