package io.backup4j.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.BackupSource;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceException;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.testservers.PostgresPair;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that follows another one is read. */
class StandbyTest {
    private static PostgresPair pair;

    private TestServer primary;
    private TestServer standby;
    private String database;

    @BeforeAll
    static void start() throws IOException {
        pair = PostgresPair.start(15);
    }

    @AfterAll
    static void stop() throws Exception {
        pair.close();
    }

    @BeforeEach
    void makeDatabase() throws SQLException {
        primary = TestServer.on(pair.primary());
        standby = TestServer.on(pair.standby());
        database = primary.newDatabase();
        primary.run(database, """
                create table t (id serial primary key, pad text); create table u (i int);
                insert into t (pad) select repeat('x', 100) from generate_series(1, 20000);
                insert into u select generate_series(1, 1000);
                """);
        awaitReplay();
    }

    private void awaitReplay() throws SQLException {
        String position =
                primary.query("postgres", "select pg_current_wal_insert_lsn()").get(0);
        Meanwhile.awaitRow(standby, "select 1 where pg_last_wal_replay_lsn() >= '" + position + "'");
    }

    @Test
    @DisplayName("A standby is backed up like any other server; its sequences may be a little ahead, never behind")
    void backup() throws Exception {
        String copy = primary.freeName();
        try (Restores restores = new Restores()) {
            restores.copy(
                    PostgresSource.logical(standby.source(database)),
                    PostgresTarget.newDatabase(primary.server(), copy));
        }
        assertThat(Differences.between(DatabaseImage.of(primary, copy), DatabaseImage.of(primary, database)))
                .allMatch(line -> line.contains("\"t_id_seq\": "));
        assertThat(primary.query(copy, "select last_value >= 20000 from t_id_seq"))
                .containsExactly("t");
    }

    @Test
    @DisplayName("Nothing is restored to a standby, and who tries is told")
    void restore() throws Exception {
        Untouched before = Untouched.of(primary, database);
        try (Restores restores = new Restores()) {
            assertThatThrownBy(() -> restores.copy(
                            PostgresSource.logical(primary.source(database)),
                            PostgresTarget.newDatabase(standby.server(), standby.freeName())))
                    .hasMessageContaining("standby");
        }
        before.check();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    @DisplayName(
            "A backup whose rows the standby had to drop fails with the reason, leaves no restore point, and can be repeated")
    void conflict(int connections) throws Exception {
        PostgresSource source = PostgresSource.logical(
                standby.source(database),
                LogicalOptions.builder().connections(connections).build());
        try (Restores restores = new Restores()) {
            assertThatThrownBy(() -> restores.backUp(new Overtaken(source)))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("hot_standby_feedback");
            assertThat(restores.repository().restorePoints()).isEmpty();

            restores.backUp(source);
        }
    }

    /** As soon as it is open, the primary drops the rows that it is about to read. */
    private final class Overtaken implements BackupSource {
        private final BackupSource source;

        Overtaken(BackupSource source) {
            this.source = source;
        }

        @Override
        public String type() {
            return source.type();
        }

        @Override
        public String location() {
            return source.location();
        }

        @Override
        public SourceSnapshot open(SourceContext context) throws IOException {
            SourceSnapshot snapshot = source.open(context);
            try {
                primary.run(database, "delete from t");
                primary.run(database, "vacuum t");
                awaitReplay();
            } catch (SQLException e) {
                throw new IOException(e);
            }
            return snapshot;
        }
    }
}
