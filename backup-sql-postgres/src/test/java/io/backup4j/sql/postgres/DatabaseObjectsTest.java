package io.backup4j.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.RestorePoint;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What belongs to a database and to no schema comes back, and stays where it is there. */
class DatabaseObjectsTest {
    private final TestServer server = TestServer.of(15);
    private final Restores restores = new Restores();
    private String database = "";

    @BeforeEach
    void makeDatabase() throws Exception {
        database = server.newDatabase();
        server.run(
                database,
                "create schema shop; create table shop.t (id int primary key, pad text); insert into shop.t values (1, 'one')");
    }

    @AfterEach
    void close() {
        restores.close();
    }

    private List<String> image() throws Exception {
        return DatabaseImage.of(server, database);
    }

    private RestorePoint backUp() throws Exception {
        return restores.backUp(PostgresSource.logical(server.source(database))).point();
    }

    @Test
    @DisplayName("Event triggers come back with their owners and comments, and do not fire at the restore")
    void eventTriggers() throws Exception {
        server.run(database, """
                create role b4j_chief superuser; create table shop.fired (tag text);
                create function shop.note() returns event_trigger language plpgsql as
                  $$ begin insert into shop.fired values (tg_tag); end $$;
                create event trigger note on ddl_command_end execute function shop.note();
                alter event trigger note owner to b4j_chief; comment on event trigger note is 'Notes what is done';
                delete from shop.fired;
                """);
        RestorePoint point = backUp();
        String copy = server.freeName();

        restores.restore(point, PostgresTarget.newDatabase(server.server(), copy));
        assertThat(Differences.between(DatabaseImage.of(server, copy), image())).isEmpty();
    }

    @Test
    @DisplayName("A whole backup goes back into its own database: publications and event triggers that are there stay")
    void intoItsOwnDatabase() throws Exception {
        server.run(database, """
                create publication everything for all tables; create publication few for table shop.t;
                create publication whole for tables in schema shop, public; comment on publication few is 'Few';
                create schema inner; create table inner.u (id int);
                create function inner.note() returns event_trigger language plpgsql as 'begin end';
                create event trigger note on sql_drop execute function inner.note(); comment on event trigger note is 'Note';
                create extension citext; create extension hstore schema inner;
                """.replace("inner", "\"in ner\""));
        RestorePoint point = backUp();
        List<String> atBackup = image();
        server.run(database, "delete from shop.t; create table shop.new ()");
        PostgresTarget target = PostgresTarget.replaceSchemas(server.source(database));

        restores.restore(point, target);
        assertThat(Differences.between(image(), atBackup)).isEmpty();

        server.run(
                database, "alter publication few drop table shop.t; drop publication whole; drop event trigger note");
        restores.restore(point, target);
        assertThat(Differences.between(image(), atBackup)).isEmpty();

        server.run(
                database,
                "drop publication few; create publication few for all tables; comment on publication few is 'All'");
        restores.restore(point, target);
        assertThat(server.query(
                        database, "select tablename from pg_publication_tables where pubname = 'few' order by 1"))
                .containsExactly("t", "u");
        assertThat(server.query(
                        database,
                        "select obj_description(oid, 'pg_publication') from pg_publication where pubname = 'few'"))
                .containsExactly("All");
    }

    @Test
    @DisplayName("Who does not own extensions and publications that are there restores all the same")
    void foreignObjects() throws Exception {
        server.run(database, """
                create role b4j_shop login; grant create on database %s to b4j_shop; grant create on schema public to b4j_shop;
                alter schema shop owner to b4j_shop; alter table shop.t owner to b4j_shop;
                create extension citext; comment on extension citext is 'Another text';
                create publication everything for all tables; comment on publication everything is 'All';
                """.formatted(database));
        RestorePoint point = backUp();
        List<String> atBackup = image();
        server.run(database, "delete from shop.t");

        restores.restore(
                point,
                PostgresTarget.replaceSchemas(server.source(database, "b4j_shop"))
                        .withoutOwnership());
        assertThat(Differences.between(image(), atBackup)).isEmpty();
    }
}
