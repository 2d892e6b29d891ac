package io.backup4j.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.BackupSource;
import io.backup4j.api.RestoreTarget;
import io.backup4j.sql.sqlite.Bank.Journal;
import io.backup4j.testkit.RestoreTargetContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class SqliteTargetContractTest {
    /** A bank of 50 transfers. */
    abstract static class Promises extends RestoreTargetContract {
        Path directory;
        Path database;

        @BeforeEach
        void start(@TempDir Path place) throws Exception {
            directory = place;
            database = place.resolve("restored.db");
            try (Connection app = Bank.open(place.resolve("bank.db"), Journal.WAL)) {
                for (int i = 0; i < 50; i++) {
                    Bank.transfer(app, new Random(i));
                }
            }
        }

        @Override
        protected BackupSource sample() {
            return SqliteSource.of(directory.resolve("bank.db"));
        }

        @Override
        protected void assertHoldsSample() throws Exception {
            Path there = Copies.take(SqliteSource.of(database), directory.resolve("there"));
            Path expected = Copies.take(sample(), directory.resolve("expected"));
            assertThat(Likeness.of(there, expected, expected).isSecond()).isTrue();
        }
    }

    @Nested
    class OfAFile extends Promises {
        @Override
        protected RestoreTarget target() {
            return SqliteTarget.into(database);
        }
    }

    @Nested
    class OfALiveDatabase extends Promises {
        private Connection app;

        @BeforeEach
        void open() throws Exception {
            app = Bank.connect(database);
            Bank.run(app, "pragma journal_mode=wal");
        }

        @AfterEach
        void close() throws Exception {
            app.close();
        }

        @Override
        protected RestoreTarget target() {
            return SqliteTarget.live(database);
        }
    }
}
