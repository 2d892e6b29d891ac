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
}
