package io.backup4j.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.RestorePoint;
import io.backup4j.api.TargetException;
import io.backup4j.core.Plan;
import io.backup4j.core.RestoreRequest;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is there is replaced whole or not at all, and can be had back. */
class ReplaceTest {
    private static final String SHOP = """
            create schema shop;
            create table shop.customer (id serial primary key, name text not null);
            create table shop.orders (id int generated always as identity primary key, customer int references shop.customer, sum int);
            create table shop.log (what text);
            create function shop.note() returns trigger language plpgsql as
              $$ begin insert into shop.log values (tg_op || ' ' || tg_table_name); return null; end $$;
            create trigger note after insert on shop.customer for each row execute function shop.note();
            create view shop.sums as select customer, sum(sum) from shop.orders group by customer;
            insert into shop.customer (name) values ('a'), ('b'), ('c');
            insert into shop.orders (customer, sum) values (1, 10), (2, 20);
            """;

    private final TestServer server = TestServer.of(15);
    private final Restores restores = new Restores();
    private String database = "";
    private List<String> atBackup = List.of();

    @BeforeEach
    void makeDatabase() throws Exception {
        database = server.newDatabase();
        server.run(database, SHOP);
        atBackup = image();
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

    private RestorePoint backUp(LogicalOptions.Builder options) throws Exception {
        return restores.backUp(PostgresSource.logical(server.source(database), options.build()))
                .point();
    }

    @Test
    @DisplayName("A database is replaced by renaming, the old one stays, and one call takes it back")
    void swapAndUndo() throws Exception {
        RestorePoint point = backUp();
        server.run(database, "update shop.customer set name = 'changed'; create table shop.new ()");
        List<String> changed = image();

        restores.restore(point, PostgresTarget.replaceDatabase(server.server(), database));
        assertThat(Differences.between(image(), atBackup)).isEmpty();

        assertThat(SafetyCopy.of(server.server(), database)).hasSize(1);
        assertThat(SafetyCopy.undo(server.server(), database, false)).isPresent();
        assertThat(Differences.between(image(), changed)).isEmpty();
        assertThat(SafetyCopy.undo(server.server(), database, false)).isEmpty();
    }

    @Test
    @DisplayName("A database that is replaced leaves its limit of connections to the one in its place")
    void connectionLimit() throws Exception {
        RestorePoint point = backUp();
        server.run("postgres", "alter database " + database + " connection limit 7");

        restores.restore(point, PostgresTarget.replaceDatabase(server.server(), database));
        assertThat(server.query("postgres", "select datconnlimit from pg_database where datname = '" + database + "'"))
                .containsExactly("7");
    }

    @Test
    @DisplayName("A database in use is not replaced, the plan says who uses it, and its sessions can be ended")
    void inUse() throws Exception {
        RestorePoint point = backUp();
        PostgresTarget target = PostgresTarget.replaceDatabase(server.server(), database);
        try (Connection user = server.source(database).getConnection();
                Statement statement = user.createStatement()) {
            Plan plan = restores.repository().plan(RestoreRequest.of(point.id(), target));
            assertThat(plan.conflicts()).isEqualTo(1);
            assertThat(plan.actions().get(0).reason()).contains("1 connections").contains("backup4j-test");
            assertThatThrownBy(() -> restores.restore(point, target))
                    .isInstanceOf(TargetException.class)
                    .hasMessageContaining("backup4j-test");

            restores.restore(point, target.disconnectOthers());
            assertThatThrownBy(() -> statement.execute("select 1")).hasMessageContaining("terminating connection");
        }
        assertThat(Differences.between(image(), atBackup)).isEmpty();
    }

    @Test
    @DisplayName("Sessions are ended also by a role whose statements may not take long")
    void inUseAndHurried() throws Exception {
        RestorePoint point = backUp();
        server.run(
                "postgres",
                "drop role if exists b4j_swift; create role b4j_swift superuser login;"
                        + " alter role b4j_swift set statement_timeout = '90ms'");
        try (Connection user = server.source(database).getConnection();
                Statement statement = user.createStatement()) {
            restores.restore(
                    point,
                    PostgresTarget.replaceDatabase(server.server("b4j_swift"), database)
                            .disconnectOthers());
            assertThatThrownBy(() -> statement.execute("select 1")).hasMessageContaining("terminating connection");
        }
        server.run("postgres", "drop role b4j_swift");
    }

    @Test
    @DisplayName("Schemas are made in a database that exists, and not when they are there")
    void intoDatabase() throws Exception {
        RestorePoint point = backUp();
        String other = server.newDatabase();
        PostgresTarget target = PostgresTarget.intoDatabase(server.source(other));

        restores.restore(point, target);
        assertThat(Differences.between(DatabaseImage.of(server, other), atBackup))
                .isEmpty();
        assertThatThrownBy(() -> restores.restore(point, target))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("in the way");
        assertThat(Differences.between(DatabaseImage.of(server, other), atBackup))
                .isEmpty();
    }

    @Test
    @DisplayName("Schemas are replaced in one transaction, but not when something outside hangs on them")
    void replaceSchemas() throws Exception {
        RestorePoint point = backUp();
        server.run(database, "delete from shop.orders; drop view shop.sums; create table shop.new ()");
        PostgresTarget target = PostgresTarget.replaceSchemas(server.source(database));
        server.run(database, "create schema outside; create view outside.v as select * from shop.customer");
        List<String> withView = image();

        assertThatThrownBy(() -> restores.restore(point, target))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("view \"outside\".\"v\"");
        assertThat(Differences.between(image(), withView)).isEmpty();

        server.run(database, "drop schema outside cascade");
        restores.restore(point, target);
        assertThat(Differences.between(image(), atBackup)).isEmpty();
    }

    @Test
    @DisplayName("Data only replaces the rows: triggers stay silent, foreign keys are checked at the end and stay")
    void dataOnly() throws Exception {
        RestorePoint point = backUp(LogicalOptions.builder().dataOnly());
        server.run(
                database,
                "truncate shop.customer, shop.orders, shop.log; insert into shop.customer (name) values ('z')");

        restores.restore(point, PostgresTarget.replaceSchemas(server.source(database)));
        assertThat(Differences.between(image(), atBackup)).isEmpty();
    }

    @Test
    @DisplayName(
            "Partitions get their rows back also where foreign keys belong to the tables that they are partitions of")
    void partitions() throws Exception {
        server.run(database, """
                create table shop.year (y int primary key) partition by range (y);
                create table shop.years partition of shop.year for values from (0) to (3000) partition by range (y);
                create table shop.year2 partition of shop.years for values from (2000) to (3000);
                create table shop.sale (id int, y int references shop.year on delete cascade) partition by list (id);
                create table shop.sale1 partition of shop.sale for values in (1);
                create table shop.late (y int references shop.year2);
                insert into shop.year values (2024); insert into shop.sale values (1, 2024); insert into shop.late values (2024);
                """);
        List<String> before = image();
        RestorePoint data = backUp(LogicalOptions.builder().dataOnly());
        RestorePoint point = backUp();
        String lose = "delete from shop.late; delete from shop.year; insert into shop.year values (2025)";
        server.run(database, lose);
        restores.restore(data, PostgresTarget.replaceSchemas(server.source(database)));
        assertThat(Differences.between(image(), before)).isEmpty();

        server.run(database, lose);
        restores.restore(
                point,
                PostgresTarget.tables(server.source(database), List.of("shop.year2", "shop.sale1", "shop.late")));
        assertThat(Differences.between(image(), before)).isEmpty();

        server.run(database, """
                create role b4j_partitions login; grant usage on schema shop to b4j_partitions;
                alter table shop.year2 owner to b4j_partitions;
                """);
        assertThatThrownBy(() -> restores.restore(
                        point, PostgresTarget.tables(server.source(database, "b4j_partitions"), List.of("shop.year2"))))
                .hasMessageContaining("It needs: REFERENCES on table shop.year,")
                .hasMessageContaining("ownership of table shop.sale");
    }

    @Test
    @DisplayName("Single tables get their rows and sequences back, and nothing else changes")
    void oneTable() throws Exception {
        RestorePoint point = backUp();
        server.run(
                database,
                "update shop.customer set name = 'x'; update shop.log set what = 'kept'; select nextval('shop.customer_id_seq')");

        restores.restore(point, PostgresTarget.tables(server.source(database), List.of("shop.customer")));
        assertThat(server.query(database, "select name from shop.customer order by id"))
                .containsExactly("a", "b", "c");
        assertThat(server.query(database, "select last_value from shop.customer_id_seq"))
                .containsExactly("3");
        assertThat(server.query(database, "select distinct what from shop.log")).containsExactly("kept");
        assertThat(server.query(database, "select conname from pg_constraint where contype = 'f'"))
                .containsExactly("orders_customer_fkey");
    }

    @Test
    @DisplayName("A table that is gone is made anew, with keys, indexes and triggers")
    void droppedTable() throws Exception {
        RestorePoint point = backUp();
        server.run(database, "drop table shop.orders cascade");

        restores.restore(point, PostgresTarget.tables(server.source(database), List.of("shop.orders")));
        server.run(database, "create view shop.sums as select customer, sum(sum) from shop.orders group by customer");
        assertThat(Differences.between(image(), atBackup)).isEmpty();
    }

    @Test
    @DisplayName("Rows that would break a foreign key do not come back, and everything stays as it was")
    void brokenForeignKey() throws Exception {
        RestorePoint point = backUp();
        server.run(
                database,
                "insert into shop.customer values (50, 'new'); insert into shop.orders (customer) values (50)");
        List<String> before = image();

        assertThatThrownBy(() -> restores.restore(
                        point, PostgresTarget.tables(server.source(database), List.of("shop.customer"))))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("orders_customer_fkey");
        assertThat(Differences.between(image(), before)).isEmpty();
    }

    @Test
    @DisplayName("Large objects stay when schemas are replaced and they are as they were; otherwise everything stays")
    void largeObjects() throws Exception {
        server.run(database, "select lo_from_bytea(4711, decode(repeat('ab', 5000), 'hex')), lo_create(4712)");
        RestorePoint point = backUp();
        List<String> before = image();
        server.run(database, "delete from shop.orders; select lo_unlink(4712)");
        restores.restore(point, PostgresTarget.replaceSchemas(server.source(database)));
        assertThat(Differences.between(image(), before)).isEmpty();

        for (String change : List.of("lo_put(4711, 4999, 'c')", "lo_put(4711, 5000, 'c')", "lo_put(4712, 0, 'c')")) {
            server.run(database, "delete from shop.orders; select " + change);
            Untouched changed = Untouched.of(server, database);
            assertThatThrownBy(() -> restores.restore(point, PostgresTarget.replaceSchemas(server.source(database))))
                    .hasMessageContaining("another large object 471");
            changed.check();
            server.run(
                    database,
                    "select lo_unlink(oid) from pg_largeobject_metadata;"
                            + " select lo_from_bytea(4711, decode(repeat('ab', 5000), 'hex')), lo_create(4712)");
        }
    }

    @Test
    @DisplayName("Tables go beside the present ones as plain copies")
    void sideSchema() throws Exception {
        RestorePoint point = backUp();
        server.run(database, "delete from shop.orders");
        PostgresTarget target =
                PostgresTarget.tablesBeside(server.source(database), List.of("shop.orders", "shop.log"), "old");

        restores.restore(point, target);
        assertThat(server.query(database, "select sum from old.orders order by id"))
                .containsExactly("10", "20");
        assertThat(server.query(database, "select sum from shop.orders")).isEmpty();
        assertThatThrownBy(() -> restores.restore(point, target)).hasMessageContaining("in the way");
    }

    @Test
    @DisplayName("A table that the backup does not have is named before anything is done")
    void noSuchTable() throws Exception {
        RestorePoint point = backUp();

        assertThatThrownBy(() -> restores.restore(
                        point, PostgresTarget.tables(server.source(database), List.of("shop.nothing"))))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("shop.nothing");
    }
}
