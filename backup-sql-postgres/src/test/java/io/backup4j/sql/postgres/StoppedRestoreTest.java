package io.backup4j.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CancelledException;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.TargetException;
import io.backup4j.core.RestoreReport;
import io.backup4j.core.RestoreRequest;
import io.backup4j.core.Run;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A restore that does not go on does nothing more, and gives back what it has taken. */
class StoppedRestoreTest {
    private final TestServer server = TestServer.of(15);
    private final Restores restores = new Restores();
    private String database = "";
    private RestorePoint point;

    @BeforeEach
    void makeDatabase() throws Exception {
        database = server.newDatabase();
        server.run(database, """
                create table t (id int primary key); create table u (id int primary key references t);
                create table v (id int references u); insert into t values (1);
                """);
        point = restores.backUp(PostgresSource.logical(server.source(database))).point();
    }

    @AfterEach
    void close() {
        restores.close();
    }

    @Test
    @DisplayName("A cancel between two statements of a script is the end of it")
    void cancelledBetweenStatements() throws Exception {
        String empty = server.newDatabase();
        assertThat(runFromCancelOn("CREATE TABLE ", false, empty)).containsExactly("CREATE TABLE ");
        assertThat(server.query(empty, "select 1 from pg_tables where schemaname = 'public'"))
                .isEmpty();
    }

    @Test
    @DisplayName("A cancel while foreign keys are put back is the end of it")
    void cancelledBetweenForeignKeys() throws Exception {
        List<String> before = DatabaseImage.of(server, database);
        assertThat(runFromCancelOn("ALTER TABLE ", true, database)).containsExactly("ALTER TABLE ");
        assertThat(Differences.between(DatabaseImage.of(server, database), before))
                .isEmpty();
    }

    /** Cancels when a statement that begins so, and puts a foreign key back when that is asked for, is about to be run; returns the like that are run from then on. */
    private List<String> runFromCancelOn(String beginning, boolean isForeignKey, String into) throws Exception {
        CompletableFuture<Run<RestoreReport>> run = new CompletableFuture<>();
        List<String> ran = new CopyOnWriteArrayList<>();
        WatchedSource source = new WatchedSource(server.source(into), sql -> {
            if (sql.startsWith(beginning) && (!isForeignKey || sql.contains(" ADD CONSTRAINT "))) {
                ran.add(beginning);
                run.join().cancel();
            }
        });
        PostgresTarget target = isForeignKey
                ? PostgresTarget.tables(source, List.of("public.t", "public.u"))
                : PostgresTarget.intoDatabase(source);
        run.complete(restores.repository().start(RestoreRequest.of(point.id(), target)));

        assertThatThrownBy(() -> run.join().await()).isInstanceOf(CancelledException.class);
        assertThat(source.open()).isZero();
        return ran;
    }

    @Test
    @DisplayName("A connection that turns out to be stale is given back to its pool")
    void staleConnection() throws Exception {
        WatchedSource source = new WatchedSource(server.source(database), sql -> {
            if (sql.contains("READ WRITE")) {
                throw new SQLException("The connection is stale", "08006");
            }
        });

        assertThatThrownBy(() -> restores.restore(point, PostgresTarget.replaceSchemas(source)))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("stale");
        assertThat(source.open()).isZero();
    }
}
