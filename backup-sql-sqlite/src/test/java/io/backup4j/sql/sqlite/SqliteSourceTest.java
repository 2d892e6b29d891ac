package io.backup4j.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CancelledException;
import io.backup4j.api.EntryIssue.Severity;
import io.backup4j.api.Granularity;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.sql.sqlite.Bank.Journal;
import io.backup4j.testkit.RecordingContext;
import io.backup4j.testkit.Tmpfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteDataSource;

@Timeout(120)
class SqliteSourceTest {
    @TempDir
    private Path directory;

    private Path database;
    private Path copies;
    private SqliteSource source;

    @BeforeEach
    void start() throws IOException {
        database = directory.resolve("bank.db");
        copies = Files.createDirectory(directory.resolve("copies"));
        source = SqliteSource.of(database).temporaryDirectory(copies);
    }

    @ParameterizedTest
    @EnumSource
    void copiesOneMomentWhileThreadsAndProcessesWrite(Journal journal) throws Exception {
        Bank.open(database, journal).close();
        try (OtherProcess other = OtherProcess.writing(database);
                Writer one = Writer.to(database, 1);
                Writer two = Writer.to(database, 2)) {
            for (int round = 0; round < 3; round++) {
                Path copy = Copies.take(source, directory.resolve("copy"));
                try (Connection opened = Copies.open(copy)) {
                    assertThat(Bank.total(opened)).isEqualTo(Bank.TOTAL);
                    assertThat(Bank.bookings(opened)).isPositive();
                }
            }
            assertThat(one.transfers() + two.transfers()).isPositive();
            assertThat(other.isAlive()).isTrue();
        }
    }

    /** Copied 100 pages at a time, as the driver does it by default, this does not end: each commit makes the copy begin anew. */
    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void endsThoughSomebodyWritesAllTheTime() throws Exception {
        try (Connection app = Bank.open(database, Journal.WAL)) {
            Bank.book(app, 100_000);
        }
        try (Writer writer = Writer.to(database, 1)) {
            int before = writer.transfers();
            Path copy = Copies.take(source, directory.resolve("copy"));
            assertThat(writer.transfers()).as("nobody waits in WAL mode").isGreaterThan(before);
            try (Connection opened = Copies.open(copy)) {
                assertThat(Bank.total(opened)).isEqualTo(Bank.TOTAL);
            }
        }
    }

    @Test
    void holdsWhatIsOnlyInTheLogYet() throws Exception {
        try (Connection app = Bank.open(database, Journal.WAL)) {
            assertThat(Files.size(database))
                    .as("a plain copy would hold nothing")
                    .isEqualTo(4096);
            try (Connection copy = Copies.open(Copies.take(source, directory.resolve("copy")))) {
                assertThat(Bank.total(copy)).isEqualTo(Bank.total(app));
            }
        }
    }

    /** Opening and closing the file by other means than SQLite would let the other process write, and one of the two writes be lost. */
    @ParameterizedTest
    @EnumSource
    void leavesTheLocksOfThisProcessAlone(Journal journal) throws Exception {
        try (Connection app = Bank.open(database, journal)) {
            Bank.run(app, "begin immediate");
            Bank.run(app, "insert into booking(note) values('mine')");

            Copies.take(source, directory.resolve("copy"));

            assertThat(OtherProcess.run(database, "insert into booking(note) values('theirs')"))
                    .contains("SQLITE_BUSY");
            Bank.run(app, "commit");
            assertThat(OtherProcess.run(database, "insert into booking(note) values('theirs')"))
                    .isEqualTo("done");
            assertThat(Bank.bookings(app)).isEqualTo(2);
        }
    }

    /** The driver returns a code here and leaves an empty file whose quick_check is "ok". */
    @Test
    void failsWhenItIsLocked() throws Exception {
        try (Connection app = Bank.open(database, Journal.DELETE)) {
            Bank.run(app, "begin exclusive");

            assertThatThrownBy(() -> source.busyTimeout(Duration.ofMillis(50)).open(Copies.later()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(database.toString())
                    .hasMessageContaining("locked");
            assertThat(copies).isEmptyDirectory();
        }
    }

    @Test
    void keepsItsCopiesPrivateAndRemovesThem() throws Exception {
        Bank.open(database, Journal.WAL).close();
        try (SourceSnapshot snapshot = source.open(Copies.later())) {
            Path folder = Copies.filesIn(copies).get(0);
            assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
            assertThat(Copies.filesIn(folder))
                    .singleElement()
                    .satisfies(copy -> assertThat(Files.getPosixFilePermissions(copy))
                            .isEqualTo(PosixFilePermissions.fromString("rw-------")));
            assertThat(Copies.only(snapshot).entry().size()).isPositive();
        }
        assertThat(copies).isEmptyDirectory();
    }

    @Test
    void tellsWhatItIs() throws Exception {
        try (Connection app = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            Bank.run(app, "pragma page_size=16384");
            Bank.run(app, "pragma encoding='UTF-16le'");
            Bank.run(app, "pragma journal_mode=wal");
            Bank.run(app, "pragma application_id=4711");
            Bank.run(app, "pragma user_version=12");
            Bank.fill(app);
        }
        try (SourceSnapshot snapshot = source.open(Copies.later())) {
            SourceEntry entry = Copies.only(snapshot);
            assertThat(entry.entry().path()).hasToString("bank.db");
            assertThat(entry.granularity()).isEqualTo(Granularity.pages(16_384));
            assertThat(snapshot.properties())
                    .containsEntry("bank.db/applicationId", "4711")
                    .containsEntry("bank.db/userVersion", "12")
                    .containsEntry("bank.db/pageSize", "16384")
                    .containsEntry("bank.db/encoding", "UTF-16le")
                    .containsEntry("bank.db/journalMode", "wal")
                    .hasSize(5);
        }
        assertThat(source.type()).isEqualTo("sqlite");
        assertThat(source.location()).isEqualTo(database.toString());
    }

    @Test
    void copiesADatabaseWithoutTables() throws Exception {
        Files.createFile(database);
        Path copy = Copies.take(source, directory.resolve("copy"));
        assertThat(DatabaseHeader.of(copy)).isEqualTo(new DatabaseHeader(4096, 1));
    }

    @Test
    void equalDatabasesGiveEqualCopies() throws Exception {
        try (Connection app = Bank.open(database, Journal.WAL)) {
            Bank.book(app, 1000);
            Path one = Copies.take(source, directory.resolve("one"));
            Bank.run(app, "update account set balance = balance");
            Bank.run(app, "pragma wal_checkpoint(truncate)");
            assertThat(Copies.take(source, directory.resolve("two"))).hasSameBinaryContentAs(one);
        }
    }

    @Test
    void backsUpADatabaseInMemory() throws Exception {
        try (Connection app = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            Bank.fill(app);
            SqliteSource memory = SqliteSource.of("cache.db", app).temporaryDirectory(copies);
            assertThat(memory.location()).isEqualTo("cache.db");

            try (Connection copy = Copies.open(Copies.take(memory, directory.resolve("copy")))) {
                assertThat(Bank.total(copy)).isEqualTo(Bank.TOTAL);
            }
            Bank.transfer(app, new Random(1));

            Bank.run(app, "begin");
            Bank.run(app, "delete from account");
            assertThatThrownBy(() -> memory.busyTimeout(Duration.ofMillis(50)).open(Copies.later()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("transaction");
            Bank.run(app, "rollback");
            assertThat(Bank.total(app)).isEqualTo(Bank.TOTAL);
        }
    }

    @Test
    void backsUpAMemoryThatConnectionsShare() throws Exception {
        SQLiteDataSource pool = new SQLiteDataSource();
        pool.setUrl("jdbc:sqlite:file:shared?mode=memory&cache=shared");
        try (Connection app = pool.getConnection()) {
            Bank.fill(app);
            SqliteSource memory = SqliteSource.of("cache.db", pool).temporaryDirectory(copies);
            try (Connection copy = Copies.open(Copies.take(memory, directory.resolve("copy")))) {
                assertThat(Bank.total(copy)).isEqualTo(Bank.TOTAL);
            }
        }
    }

    /** A transaction left open would take in what the application writes next, and lose it in the end. */
    @Test
    void givesAPooledConnectionBackAsItWas() throws Exception {
        try (Connection app = Bank.open(database, Journal.DELETE);
                Connection other = Bank.connect(database)) {
            Bank.run(app, "pragma busy_timeout=4711");
            SqliteSource pooled = SqliteSource.of("bank.db", Pool.of(app))
                    .temporaryDirectory(copies)
                    .busyTimeout(Duration.ofMillis(50));
            Bank.run(other, "begin exclusive");
            assertThatThrownBy(() -> pooled.open(Copies.later()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("locked");
            Bank.run(other, "rollback");

            Bank.run(app, "insert into booking(note) values('mine')");
            assertThat(Bank.bookings(other)).isEqualTo(1);
            assertThat(Sql.text(app, "pragma busy_timeout")).isEqualTo("4711");

            Copies.take(pooled, directory.resolve("copy"));
            assertThat(Sql.text(app, "pragma busy_timeout")).isEqualTo("4711");
        }
    }

    @Test
    void refusesAConnectionWithAutocommitOff() throws Exception {
        Bank.open(database, Journal.DELETE).close();
        try (Connection app = Bank.connect(database)) {
            app.setAutoCommit(false);
            for (SqliteSource refused :
                    List.of(SqliteSource.of("bank.db", app), SqliteSource.of("bank.db", Pool.of(app)))) {
                assertThatThrownBy(() -> refused.temporaryDirectory(copies).open(Copies.later()))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("bank.db")
                        .hasMessageContaining("turn autocommit on");
            }
        }
        assertThat(copies).isEmptyDirectory();
    }

    @Test
    void refusesWhatIsNoDatabase() throws Exception {
        Files.writeString(database, "Once upon a time there was a file. ".repeat(200));
        assertThatThrownBy(() -> source.open(Copies.later()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(database.toString())
                .hasMessageContaining("not a SQLite database");
        assertThatThrownBy(() -> SqliteSource.of(directory).open(Copies.later()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a file");
        assertThat(copies).isEmptyDirectory();
    }

    /** What only the application could check is not damaged. */
    @Test
    void saysWhatSQLiteCannotCheckAndGoesOn() throws Exception {
        try (Connection app = Bank.open(database, Journal.DELETE)) {
            OwnSql.order(app);
        }
        RecordingContext context = Copies.later();
        Path copy = Copies.take(source, context, directory.resolve("copy"));

        assertThat(context.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.path()).hasToString("bank.db");
            assertThat(issue.severity()).isEqualTo(Severity.WARNING);
            assertThat(issue.message()).contains(database.toString(), "quick_check", "no such collation sequence: DE");
        });
        try (Connection opened = Copies.open(copy)) {
            assertThat(Bank.total(opened)).isEqualTo(Bank.TOTAL);
        }
    }

    @Test
    void refusesADamagedDatabase() throws Exception {
        try (Connection app = Bank.open(database, Journal.DELETE)) {
            Bank.book(app, 2000);
        }
        byte[] bytes = Files.readAllBytes(database);
        java.util.Arrays.fill(bytes, 10 * 4096, 11 * 4096, (byte) 0);
        Files.write(database, bytes);

        assertThatThrownBy(() -> source.open(Copies.later()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is damaged");
        assertThat(copies).isEmptyDirectory();
    }

    @Test
    void saysWhenThereIsNoRoomForTheCopy() throws Exception {
        try (Connection app = Bank.open(database, Journal.WAL)) {
            Bank.book(app, 10_000);
        }
        Path small = Files.createDirectory(directory.resolve("small"));
        try (Tmpfs room = Tmpfs.mount(small, "size=1m")) {
            assertThatThrownBy(() -> source.temporaryDirectory(room.directory()).open(Copies.later()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("name another temporary directory");
            assertThat(small).isEmptyDirectory();
        }
    }

    @Test
    void doesNotBeginWhenCancelled() throws Exception {
        Bank.open(database, Journal.WAL).close();
        RecordingContext context = Copies.later();
        context.cancel();
        assertThatThrownBy(() -> source.open(context)).isInstanceOf(CancelledException.class);
        assertThat(copies).isEmptyDirectory();
    }

    @Test
    void refusesTwoDatabasesOfOneName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source.and(directory.resolve("other").resolve("bank.db")))
                .withMessageContaining("bank.db");
        assertThatIllegalArgumentException().isThrownBy(() -> source.busyTimeout(Duration.ofSeconds(-1)));
    }
}
