package io.backup4j.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.BackupSource;
import io.backup4j.sql.sqlite.Bank.Journal;
import io.backup4j.testkit.BackupSourceContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class SqliteSourceContractTest {
    @Nested
    class WriteAheadLog extends Promises {
        WriteAheadLog() {
            super(Journal.WAL);
        }
    }

    @Nested
    class RollbackJournal extends Promises {
        RollbackJournal() {
            super(Journal.DELETE);
        }
    }

    /** Two databases that an application has open. */
    abstract static class Promises extends BackupSourceContract {
        private final Journal journal;
        private Path directory;
        private Path copies;
        private Connection shop;
        private Connection users;

        Promises(Journal journal) {
            this.journal = journal;
        }

        @BeforeEach
        void start(@TempDir Path place) throws Exception {
            directory = place;
            copies = Files.createDirectory(place.resolve("copies"));
            shop = Bank.open(place.resolve("shop.db"), journal);
            users = Bank.open(place.resolve("users ü?#%20.db"), journal);
        }

        @AfterEach
        void end() throws Exception {
            shop.close();
            users.close();
        }

        @Override
        protected BackupSource source() {
            return SqliteSource.of(directory.resolve("shop.db"))
                    .and(directory.resolve("users ü?#%20.db"))
                    .temporaryDirectory(copies);
        }

        @Override
        protected boolean changeData() throws Exception {
            Bank.transfer(users, new Random(1));
            return true;
        }

        @Override
        protected Optional<BackupSource> missingSource() {
            return Optional.of(SqliteSource.of(directory.resolve("missing.db")).temporaryDirectory(copies));
        }

        @Override
        protected void assertReleased() throws Exception {
            assertThat(copies).isEmptyDirectory();
            assertThat(directory.resolve("missing.db")).doesNotExist();
            Bank.run(shop, "begin exclusive");
            Bank.run(shop, "rollback");
        }
    }
}
