package io.backup4j.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePoint.Origin;
import io.backup4j.api.TargetException;
import io.backup4j.core.PointQuery;
import io.backup4j.core.RestoreReport;
import io.backup4j.core.RestoreRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a restore into a database that exists has taken away comes back by one call. */
class UndoTest {
    private static final String TABLES = """
            create type mood as enum ('sad', 'o''k');
            create table t (id serial primary key, pad text, m mood default 'sad');
            create table u (t int references t, i int);
            create view v as select m, count(*) from t group by m;
            create schema other; create table other.t (id int primary key, m public.mood);
            create function tell() returns trigger language plpgsql as $$ begin insert into u values (null, new.id); return new; end $$;
            create trigger tell after insert on t for each row execute function tell();
            insert into t (pad) select repeat('x', i) from generate_series(1, 50) i;
            insert into other.t values (1, 'sad'), (2, null);
            """;

    /** Each changes what is there, and none makes the foreign key fail when the rows of t go back. */
    private static final List<String> CHANGES = List.of(
            "insert into t (pad) select '' from generate_series(1, 100)",
            "update t set pad = 'changed \\' || id where id % 3 = 0",
            "delete from u; delete from t where id > 40",
            "select setval('t_id_seq', 5000)",
            "insert into other.t select coalesce(max(id), 0) + 1, 'o''k' from other.t",
            "truncate t, u");

    private final TestServer server = TestServer.of(15);
    private Restores restores;
    private String database;

    @BeforeTry
    void makeDatabase() throws Exception {
        restores = new Restores();
        database = server.newDatabase();
        server.run(database, TABLES);
    }

    @AfterTry
    void close() {
        restores.close();
    }

    private List<String> image() throws Exception {
        return DatabaseImage.of(server, database);
    }

    private RestorePoint backUp(LogicalOptions options) throws Exception {
        return restores.backUp(PostgresSource.logical(server.source(database), options))
                .point();
    }

    private List<RestorePoint> safetyPoints() {
        return restores.repository()
                .restorePoints(PointQuery.all().origin(Origin.PRE_RESTORE))
                .points();
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void undoneItIsAsBeforeAndUndoneTwiceAsAfter(@ForAll Random random, @ForAll @IntRange(max = 2) int way)
            throws Exception {
        boolean isDataOnly = way == 1;
        RestorePoint point =
                backUp(isDataOnly ? LogicalOptions.builder().dataOnly().build() : LogicalOptions.defaults());
        PostgresTarget target = way == 2
                ? PostgresTarget.tables(server.source(database), List.of("public.t", "public.u"))
                : PostgresTarget.replaceSchemas(server.source(database));
        for (int i = 0; i < 4; i++) {
            server.run(database, CHANGES.get(random.nextInt(CHANGES.size())));
        }
        List<String> before = image();

        RestoreReport report = restores.restore(point, target);
        assertThat(report.safetyPoint()).isNotNull();
        List<String> after = image();

        restores.repository().undo(target);
        assertThat(Differences.between(image(), before)).isEmpty();
        restores.repository().undo(target);
        assertThat(Differences.between(image(), after)).isEmpty();
    }

    @Example
    void oneSchemaLeavesWhatItNeedsFromOthers() throws Exception {
        RestorePoint point =
                backUp(LogicalOptions.builder().includeSchemas("other").build());
        server.run(database, "delete from other.t; insert into t (pad) values ('later')");
        List<String> before = image();
        PostgresTarget target = PostgresTarget.replaceSchemas(server.source(database));

        restores.restore(point, target);
        assertThat(server.query(database, "select count(*) from other.t")).containsExactly("2");
        assertThat(server.query(database, "select count(*) from t")).containsExactly("51");
        restores.repository().undo(target);
        assertThat(Differences.between(image(), before)).isEmpty();
    }

    @Example
    void aPartOfASchemaDoesNotReplaceIt() throws Exception {
        RestorePoint point =
                backUp(LogicalOptions.builder().includeTables("other.t").build());
        Untouched before = Untouched.of(server, database);

        assertThatThrownBy(() -> restores.restore(point, PostgresTarget.replaceSchemas(server.source(database))))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("only some of the tables of other");
        before.check();
    }

    @Example
    void nothingThatIsWrittenMeanwhileIsLost() throws Exception {
        RestorePoint point = backUp(LogicalOptions.defaults());
        AtomicInteger last = new AtomicInteger(999);
        AtomicBoolean isOver = new AtomicBoolean();
        Meanwhile writer = Meanwhile.run(server, database, statement -> {
            while (!isOver.get()) {
                statement.execute("insert into other.t values (" + (last.get() + 1) + ")");
                last.incrementAndGet();
            }
        });
        Meanwhile.awaitRow(server, "select 1 from pg_stat_activity where query like 'insert into other.t%'");
        restores.restore(point, PostgresTarget.tables(server.source(database), List.of("other.t")));
        isOver.set(true);
        writer.await();

        restores.restore(
                safetyPoints().get(0),
                PostgresTarget.tablesBeside(server.source(database), List.of("other.t"), "saved"));
        assertThat(
                        server.query(
                                database,
                                "select count(*) from (select id from other.t union select id from saved.t) a where id >= 1000"))
                .containsExactly(String.valueOf(last.get() - 999));
    }

    @Example
    void whatARestoreHasMadeStays() throws Exception {
        RestorePoint point = backUp(LogicalOptions.defaults());
        server.run(database, "drop table u cascade; update t set pad = 'before'; delete from other.t");
        PostgresTarget target =
                PostgresTarget.tables(server.source(database), List.of("public.t", "public.u", "other.t"));
        List<String> rows = List.of("select string_agg(pad, ',') from t", "select count(*) from other.t");
        List<List<String>> before = answers(rows);

        restores.restore(point, target);
        List<List<String>> after = answers(rows);
        server.run(database, "insert into u values (null, 4711)");
        RestorePoint safety = safetyPoints().get(0);
        assertThat(restores.repository()
                        .plan(RestoreRequest.of(safety.id(), target))
                        .actions()
                        .get(0)
                        .reason())
                .contains("[public.u]", "were not there");
        assertThatThrownBy(() ->
                        restores.restore(safety, PostgresTarget.tables(server.source(database), List.of("public.u"))))
                .hasMessageContaining("no rows of [public.u]");
        restores.repository().undo(target);
        assertThat(answers(rows)).isEqualTo(before);
        assertThat(server.query(database, "select i from u where i = 4711")).containsExactly("4711");

        server.run(database, "drop table u");
        restores.repository().undo(target);
        assertThat(answers(rows)).isEqualTo(after);
        assertThat(server.query(database, "select to_regclass('u')")).containsOnlyNulls();
    }

    private List<List<String>> answers(List<String> queries) throws Exception {
        List<List<String>> answers = new ArrayList<>();
        for (String query : queries) {
            answers.add(server.query(database, query));
        }
        return answers;
    }

    @Example
    void whatARestoreHasMadeAloneIsNotUndone() throws Exception {
        RestorePoint point = backUp(LogicalOptions.defaults());
        server.run(database, "drop table u cascade");
        PostgresTarget target = PostgresTarget.tables(server.source(database), List.of("public.u"));
        restores.restore(point, target);

        assertThatThrownBy(() -> restores.repository().undo(target)).hasMessageContaining("no restore");
        assertThat(server.query(database, "select count(*) from u")).containsExactly("50");
    }

    @Example
    void aReplacedDatabaseComesBackAlsoWhenTheNewOneIsGone() throws Exception {
        RestorePoint point = backUp(LogicalOptions.defaults());
        server.run(database, "delete from u");
        List<String> before = image();
        restores.restore(point, PostgresTarget.replaceDatabase(server.server(), database));
        server.run("postgres", "drop database " + database);

        assertThat(SafetyCopy.undo(server.server(), database, true)).isPresent();
        assertThat(Differences.between(image(), before)).isEmpty();
    }

    @Example
    void aRestoreThatFailsLeavesNothingToUndo() throws Exception {
        RestorePoint point = backUp(LogicalOptions.defaults());
        server.run(database, "delete from u; delete from t; alter table t add constraint small check (id < 40)");
        Untouched before = Untouched.of(server, database);

        assertFails(() -> restores.restore(point, PostgresTarget.tables(server.source(database), List.of("public.t"))));
        before.check();
        assertThat(safetyPoints()).isEmpty();
    }

    @Example
    void whatIsNotReplacedIsNotSaved() throws Exception {
        RestorePoint point = backUp(LogicalOptions.defaults());
        String empty = server.newDatabase();

        restores.restore(point, PostgresTarget.intoDatabase(server.source(empty)));
        restores.restore(point, PostgresTarget.tablesBeside(server.source(database), List.of("public.t"), "side"));
        String another = server.newDatabase();
        restores.restore(point, PostgresTarget.replaceSchemas(server.source(another)));
        assertThat(safetyPoints()).isEmpty();
    }

    private static void assertFails(ThrowingCallable restore) {
        assertThatThrownBy(restore).isInstanceOf(TargetException.class);
    }
}
