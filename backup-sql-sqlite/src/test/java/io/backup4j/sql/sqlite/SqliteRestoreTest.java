package io.backup4j.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.ByteString;
import io.backup4j.api.CancelSignal;
import io.backup4j.api.CancelledException;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestoreHook;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePoint.Origin;
import io.backup4j.api.RestorePointMissingException;
import io.backup4j.api.RestoreSession;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.api.TargetException;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.Encryption;
import io.backup4j.core.Plan;
import io.backup4j.core.PointQuery;
import io.backup4j.core.RestoreReport;
import io.backup4j.core.RestoreRequest;
import io.backup4j.core.Run;
import io.backup4j.core.Selection;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.core.files.FileTreeTarget;
import io.backup4j.sql.sqlite.Bank.Journal;
import io.backup4j.testkit.BytesContent;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.Tmpfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Source, engine and target together: every restore either happens wholly or leaves everything as it was. */
@Timeout(120)
class SqliteRestoreTest {
    @TempDir
    private Path directory;

    private Path database;
    private Path copies;
    private BackupRepository repository;
    private RestorePoint point;
    private List<String> saved;

    /** A bank that is backed up, and has been changed since. */
    @BeforeEach
    void start() throws Exception {
        copies = Files.createDirectory(directory.resolve("copies"));
        database = directory.resolve("bank.db");
        repository = BackupRepository.create(new InMemoryStore(), Encryption.none());
        bank(Journal.WAL);
    }

    private void bank(Journal journal) throws Exception {
        Files.deleteIfExists(database);
        try (Connection app = Bank.open(database, journal)) {
            Bank.book(app, 500);
            saved = Dump.of(app);
            point = repository.backup(SqliteSource.of(database));
            Bank.transfer(app, new Random(1));
            Bank.run(app, "delete from booking where id % 2 = 0");
            Bank.run(app, "create table later(x)");
        }
    }

    @AfterEach
    void end() {
        repository.close();
    }

    private SqliteTarget file() {
        return SqliteTarget.into(database).overwriting().temporaryDirectory(copies);
    }

    private SqliteTarget live() {
        return SqliteTarget.live(database).temporaryDirectory(copies);
    }

    private List<RestorePoint> safetyPoints() {
        return repository
                .restorePoints(PointQuery.all().origin(Origin.PRE_RESTORE))
                .points();
    }

    /** Nothing is left but the database and what belongs to this test. */
    private void assertTidy() throws IOException {
        assertThat(copies).isEmptyDirectory();
        assertThat(Copies.filesIn(directory))
                .extracting(file -> file.getFileName().toString())
                .allMatch(name -> name.matches("copies|bank\\.db(-wal|-shm)?|clock.*"));
    }

    private void assertRefused(SqliteTarget target, String... words) throws Exception {
        List<String> before = Dump.of(database);
        assertThatThrownBy(() -> repository.restore(point, target))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining(database.toString())
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
        assertThat(Dump.of(database)).isEqualTo(before);
        assertThat(safetyPoints())
                .as("a restore that has not happened cannot be undone")
                .isEmpty();
        assertThat(copies).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource
    void replacesAFileAndUndoesThat(Journal journal) throws Exception {
        bank(journal);
        List<String> changed = Dump.of(database);

        RestoreReport report = repository.restore(point, file());

        assertThat(report.isComplete()).isTrue();
        assertThat(report.issues()).isEmpty();
        assertThat(Dump.of(database)).isEqualTo(saved);
        assertThat(safetyPoints()).singleElement().satisfies(before -> {
            assertThat(before.id()).isEqualTo(report.safetyPoint());
            assertThat(before.components()).extracting("name").containsExactly("sqlite");
            assertThat(before.details().description()).contains(point.id().abbreviated());
        });
        assertTidy();

        repository.undo(file());
        assertThat(Dump.of(database)).isEqualTo(changed);
        repository.undo(file());
        assertThat(Dump.of(database)).as("undone twice").isEqualTo(saved);
        assertTidy();
    }

    @ParameterizedTest
    @EnumSource
    void replacesALiveDatabaseAndUndoesThat(Journal journal) throws Exception {
        bank(journal);
        try (Connection app = Bank.connect(database)) {
            List<String> changed = Dump.of(app);

            assertThat(repository.restore(point, live()).issues()).isEmpty();
            assertThat(Dump.of(app)).as("through a connection from before").isEqualTo(saved);
            Bank.transfer(app, new Random(2));

            repository.undo(live());
            assertThat(Dump.of(app)).isEqualTo(changed);
        }
        assertTidy();
    }

    @Test
    void replacesALiveDatabaseWhileThreadsAndProcessesUseIt() throws Exception {
        try (Connection reader = Bank.connect(database);
                Writer writer = Writer.to(database, 1);
                OtherProcess other = OtherProcess.writing(database);
                Statement statement = reader.createStatement();
                ResultSet rows = statement.executeQuery("select x, id from later right join booking")) {
            assertThat(rows.next()).as("a reader in the midst of the old state").isTrue();
            for (int round = 0; round < 3; round++) {
                RestoreReport report = repository.restore(point, live());

                assertThat(report.isComplete()).isTrue();
                try (Connection now = Bank.connect(database)) {
                    assertThat(Bank.total(now)).isEqualTo(Bank.TOTAL);
                    assertThat(Bank.number(now, "select count(*) from sqlite_schema where name = 'later'"))
                            .isZero();
                    assertThat(Bank.bookings(now)).isGreaterThanOrEqualTo(500);
                    assertThat(Sql.text(now, "pragma integrity_check")).isEqualTo("ok");
                }
            }
            while (rows.next()) {
                assertThat(rows.getInt(2)).isPositive();
            }
            assertThat(writer.transfers()).isPositive();
            assertThat(other.isAlive()).isTrue();
        }
    }

    /** The driver says here that all went well, after having waited, and nothing is changed. */
    @Test
    void refusesWhenSQLiteHasReplacedNothing() throws Exception {
        bank(Journal.DELETE);
        try (Connection reader = Bank.connect(database);
                Statement statement = reader.createStatement();
                ResultSet rows = statement.executeQuery("select id from booking")) {
            assertThat(rows.next()).isTrue();
            assertRefused(live().busyTimeout(Duration.ofMillis(200)), "has not replaced", "reading");
        }
    }

    @Test
    void refusesWhenTheLiveDatabaseIsLocked() throws Exception {
        try (Connection writer = Bank.connect(database)) {
            Bank.run(writer, "begin immediate");
            List<String> before = Dump.of(writer);
            assertThatThrownBy(() -> repository.restore(point, live().busyTimeout(Duration.ofMillis(200))))
                    .isInstanceOf(TargetException.class);
            Bank.run(writer, "commit");
            assertThat(Dump.of(writer)).isEqualTo(before);
            assertThat(safetyPoints()).isEmpty();
        }
    }

    /** Its own reading would be what keeps SQLite from replacing anything. */
    @Test
    void refusesAConnectionWithAutocommitOff() throws Exception {
        try (Connection app = Bank.connect(database)) {
            app.setAutoCommit(false);
            SqliteTarget target = SqliteTarget.live("bank.db", app).busyTimeout(Duration.ofMillis(200));
            assertThatThrownBy(() -> repository.restore(point, target))
                    .isInstanceOf(TargetException.class)
                    .hasMessageContaining("turn autocommit on");
        }
    }

    /** The driver says here, too, that all went well. */
    @Test
    void refusesPagesOfAnotherSizeInALiveDatabase() throws Exception {
        Files.delete(database);
        try (Connection app = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            Bank.run(app, "pragma page_size=8192");
            Bank.run(app, "pragma journal_mode=wal");
            Bank.fill(app);
        }
        assertRefused(live(), "4096", "8192");

        repository.restore(point, file());
        assertThat(Dump.of(database)).isEqualTo(saved);
    }

    /** With a log the size of pages is fixed before there is a table. */
    @Test
    void refusesPagesOfAnotherSizeInAnEmptyLiveDatabase() throws Exception {
        Files.delete(database);
        try (Connection app = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            Bank.run(app, "pragma page_size=8192");
            Bank.run(app, "pragma journal_mode=wal");
            assertRefused(live().busyTimeout(Duration.ofMillis(200)), "4096", "8192");
        }
    }

    /** SQLite does replace it, and every connection that is open fails from then on. */
    @Test
    void refusesAnotherEncodingInALiveDatabase() throws Exception {
        Files.delete(database);
        try (Connection app = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            Bank.run(app, "pragma encoding='UTF-16le'");
            Bank.run(app, "pragma journal_mode=wal");
            Bank.fill(app);
            assertRefused(live(), "UTF-8", "UTF-16le");
            assertThat(Bank.total(app)).isEqualTo(Bank.TOTAL);
        }

        repository.restore(point, file());
        assertThat(Dump.of(database)).isEqualTo(saved);
    }

    @Test
    void restoresADatabaseWithoutTablesWhateverTheEncoding() throws Exception {
        Files.delete(database);
        try (Connection app = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            Bank.run(app, "pragma encoding='UTF-16le'");
            Bank.run(app, "pragma journal_mode=wal");
            RestorePoint empty = repository.backup(SqliteSource.of(database));
            Bank.fill(app);

            repository.restore(empty, live());
            assertThat(Bank.number(app, "select count(*) from sqlite_schema")).isZero();

            repository.undo(live());
            assertThat(Bank.total(app)).isEqualTo(Bank.TOTAL);
        }
    }

    @Test
    void refusesAFileThatAnotherProcessHasOpen() throws Exception {
        bank(Journal.DELETE);
        try (OtherProcess other = OtherProcess.holding(database)) {
            assertRefused(file(), "open", "live");
            assertThat(repository.plan(RestoreRequest.of(point.id(), file())).conflicts())
                    .isEqualTo(1);
            assertThat(other.isAlive()).isTrue();
        }
        repository.restore(point, file());
        assertThat(Dump.of(database)).isEqualTo(saved);
    }

    @ParameterizedTest
    @EnumSource
    void refusesAFileThatThisProcessHasOpen(Journal journal) throws Exception {
        bank(journal);
        try (Connection app = Bank.connect(database)) {
            assertThat(Bank.total(app)).isEqualTo(Bank.TOTAL);
            assertRefused(file(), "process " + ProcessHandle.current().pid());
            Bank.transfer(app, new Random(1));
        }
    }

    @Test
    void refusesToReplaceAFileUnlessTold() throws Exception {
        assertRefused(SqliteTarget.into(database), "already");
    }

    @Test
    void replacesTheFileThatALinkLeadsTo() throws Exception {
        Path link = Files.createDirectory(directory.resolve("clocks")).resolve("bank.db");
        Files.createSymbolicLink(link, database);
        SqliteTarget target = SqliteTarget.into(link).overwriting();
        List<String> changed = Dump.of(database);

        assertThat(repository.restore(point, target).issues()).isEmpty();
        assertThat(link).isSymbolicLink();
        assertThat(Dump.of(database)).isEqualTo(saved);

        repository.undo(target);
        assertThat(link).isSymbolicLink();
        assertThat(Dump.of(database)).isEqualTo(changed);
        assertTidy();
    }

    @Test
    void makesTheFileThatALinkLeadsTo() throws Exception {
        Path link = Files.createDirectory(directory.resolve("clocks")).resolve("bank.db");
        Files.createSymbolicLink(link, Path.of("../clock.db"));
        repository.restore(point, SqliteTarget.into(link));
        assertThat(link).isSymbolicLink();
        assertThat(Dump.of(directory.resolve("clock.db"))).isEqualTo(saved);

        Path circle = link.resolveSibling("circle.db");
        Files.createSymbolicLink(circle, circle);
        assertThatThrownBy(() -> repository.restore(point, SqliteTarget.into(circle)))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining(circle.toString())
                .hasMessageContaining("links lead to no file");
    }

    /** Nothing ties a log to its database: beside another one it would be believed, and quick_check would say "ok". */
    @Test
    void aLogLeftBehindDoesNotShowThroughTheRestoredFile() throws Exception {
        try (Connection app = Bank.connect(database)) {
            Bank.book(app, 100);
            for (Sidecar sidecar : List.of(Sidecar.WAL, Sidecar.SHM)) {
                Files.copy(sidecar.of(database), directory.resolve("clock" + sidecar));
            }
        }
        Files.copy(directory.resolve("clock" + Sidecar.WAL), Sidecar.WAL.of(database));

        assertThat(repository.restore(point, file()).issues())
                .as("the log belongs to what is safe")
                .isEmpty();
        assertThat(Dump.of(database)).isEqualTo(saved);

        Files.delete(database);
        Files.copy(directory.resolve("clock" + Sidecar.WAL), Sidecar.WAL.of(database));
        RestoreReport report = repository.restore(point, SqliteTarget.into(database));
        assertThat(Dump.of(database)).isEqualTo(saved);
        assertThat(report.issues()).as("where the log has gone").hasSize(1);
    }

    /** Somebody came in a moment that was too late for the safety backup and too early for the exchange. */
    @ParameterizedTest
    @EnumSource
    void keepsWhatChangedAfterTheSafetyBackup(Journal journal) throws Exception {
        bank(journal);
        byte[] bytes = Files.readAllBytes(Copies.take(SqliteSource.of(database), copies.resolve("other")));
        Files.delete(copies.resolve("other"));
        List<EntryIssue> issues;
        try (RestoreSession session = file().open(CancelSignal.never())) {
            session.restore(Entry.file(EntryPath.of("bank.db"), bytes.length), BytesContent.of(bytes));
            try (SourceSnapshot safety = session.replaced().orElseThrow().open(Copies.later())) {
                safety.committed(point.id());
            }
            try (Connection app = Bank.connect(database)) {
                Bank.run(app, "insert into booking(note) values('late')");
            }
            issues = session.finish();
        }
        assertThat(issues).hasSize(1);
        String message = issues.get(0).message();
        Path kept = Path.of(message.substring(message.indexOf('/')));
        try (Connection before = Bank.connect(kept.resolve("bank.db"))) {
            assertThat(Bank.number(before, "select count(*) from booking where note = 'late'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void keepsWhatIsDamagedWhenToldToDoWithoutASafetyBackup() throws Exception {
        byte[] bytes = Files.readAllBytes(database);
        Arrays.fill(bytes, 4096, 8192, (byte) 0);
        Files.write(database, bytes);

        assertThatThrownBy(() -> repository.restore(point, file()))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("without a safety backup");
        assertThat(database).hasBinaryContent(bytes);

        RestoreReport report =
                repository.run(RestoreRequest.of(point.id(), file()).withoutSafetyBackup());

        assertThat(Dump.of(database)).isEqualTo(saved);
        assertThat(report.safetyPoint()).isNull();
        String message = report.issues().get(0).message();
        Path kept = Path.of(message.substring(message.indexOf('/')));
        assertThat(kept.resolve("bank.db")).hasBinaryContent(bytes);
        assertThatThrownBy(() -> repository.undo(file())).isInstanceOf(RestorePointMissingException.class);
    }

    /** An index of the right length with wrong keys: a backup may hold that, but no restore brings it back. */
    @Test
    void whatCouldNotComeBackIsNotReplaced() throws Exception {
        try (Connection app = Bank.connect(database)) {
            Bank.run(app, "create table pair(a, b)");
            Bank.run(app, "insert into pair values(1, 9), (2, 8), (3, 7)");
            Bank.run(app, "create index byA on pair(a)");
            Bank.run(app, "pragma writable_schema=1");
            Bank.run(app, "update sqlite_schema set sql = 'create index byA on pair(b)' where name = 'byA'");
        }
        RestorePoint wrong = repository.backup(SqliteSource.of(database));

        assertRefused(file(), "could not be backed up first", "integrity_check", "without a safety backup");
        assertRefused(live(), "could not be backed up first", "integrity_check", "without a safety backup");

        Path fresh = directory.resolve("clock.db");
        assertThatThrownBy(() -> repository.restore(wrong, SqliteTarget.into(fresh)))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("integrity_check")
                .hasMessageContaining("restore its component into a directory");
        assertThat(fresh).doesNotExist();
        assertThat(repository
                        .restore(wrong, FileTreeTarget.into(directory.resolve("clocks")))
                        .isComplete())
                .isTrue();
    }

    @Test
    void replacesWhatIsNoDatabaseAtAll() throws Exception {
        Files.writeString(database, "Not a database, and in the way");
        repository.run(RestoreRequest.of(point.id(), file()).withoutSafetyBackup());
        assertThat(Dump.of(database)).isEqualTo(saved);
    }

    @Test
    void refusesWhatIsNoDatabase() throws Exception {
        Path other = Files.createDirectory(directory.resolve("copies/other"));
        Files.writeString(other.resolve("bank.db"), "COPY account (id, balance) FROM stdin;\n1\t1000\n".repeat(100));
        point = repository.backup(FileTreeSource.of(other));
        Files.delete(other.resolve("bank.db"));
        Files.delete(other);

        assertRefused(file(), "not a SQLite database");
        assertRefused(live(), "not a SQLite database");
    }

    /** A function of the application's own is not there when the database is checked. */
    @Test
    void restoresWhatSQLiteCannotCheckAndSaysSo() throws Exception {
        try (Connection app = Bank.connect(database)) {
            OwnSql.index(app);
            saved = Dump.of(app);
        }
        RestorePoint unchecked = repository.backup(SqliteSource.of(database));
        for (SqliteTarget target : List.of(file(), live())) {
            repository.restore(point, target);

            RestoreReport report = repository.restore(unchecked, target);

            assertThat(report.isComplete()).isTrue();
            assertThat(report.issues())
                    .singleElement()
                    .satisfies(issue ->
                            assertThat(issue.message()).contains("integrity_check", "unknown function: low()"));
            assertThat(Dump.of(database)).isEqualTo(saved);
        }
    }

    /** That an index cannot be checked is no excuse for what can. */
    @Test
    void refusesADamagedDatabaseOfWhichSomethingCannotBeChecked() throws Exception {
        try (Connection app = Bank.connect(database)) {
            OwnSql.index(app);
        }
        Path other = Files.createDirectory(directory.resolve("copies/other"));
        byte[] bytes = Files.readAllBytes(Copies.take(SqliteSource.of(database), other.resolve("bank.db")));
        Arrays.fill(bytes, 5 * 4096, 6 * 4096, (byte) 0);
        Files.write(other.resolve("bank.db"), bytes);
        point = repository.backup(FileTreeSource.of(other));
        Files.delete(other.resolve("bank.db"));
        Files.delete(other);

        assertRefused(live(), "damaged");
    }

    @Test
    void refusesADamagedDatabaseBeforeTouchingTheLiveOne() throws Exception {
        Path other = Files.createDirectory(directory.resolve("copies/other"));
        byte[] bytes = Files.readAllBytes(Copies.take(SqliteSource.of(database), other.resolve("bank.db")));
        Arrays.fill(bytes, 5 * 4096, 6 * 4096, (byte) 0);
        Files.write(other.resolve("bank.db"), bytes);
        point = repository.backup(FileTreeSource.of(other));
        Files.write(other.resolve("bank.db"), Arrays.copyOf(bytes, bytes.length - 4096));
        RestorePoint cut = repository.backup(FileTreeSource.of(other));
        Files.delete(other.resolve("bank.db"));
        Files.delete(other);

        assertRefused(live(), "damaged");
        point = cut;
        assertRefused(live(), "damaged");
    }

    @Test
    void refusesTheBackupOfAnotherEngine() throws Exception {
        point = repository.backup(new ForeignSource("postgres", ByteString.of(Files.readAllBytes(database))));
        assertRefused(file(), "'postgres'");
        assertRefused(live(), "'postgres'");
    }

    @Test
    void restoresOneOfSeveralDatabases() throws Exception {
        Path users = directory.resolve("copies/users.db");
        Bank.open(users, Journal.WAL).close();
        point = repository
                .run(BackupRequest.builder()
                        .component("db", SqliteSource.of(database).and(users))
                        .build())
                .point();
        Files.delete(users);
        assertRefused(live(), "select");

        Selection one = Selection.all().component("db").path(EntryPath.of("bank.db"));
        List<String> before = Dump.of(database);
        repository.run(new RestoreRequest(point.id(), one, live()));
        assertThat(Dump.of(database)).isEqualTo(before);
    }

    /** Hooks that write down when they are called. */
    private static RestoreHook hook(List<String> calls, String name, String failsIn) {
        return new RestoreHook() {
            @Override
            public void before() throws IOException {
                call("before");
            }

            @Override
            public void after() throws IOException {
                call("after");
            }

            private void call(String when) throws IOException {
                calls.add(name + " " + when);
                if (failsIn.equals(when)) {
                    throw new IOException("no way");
                }
            }
        };
    }

    @Test
    void callsTheApplicationAroundTheReplacement() throws Exception {
        List<String> calls = new ArrayList<>();
        AtomicReference<Connection> pool = new AtomicReference<>(Bank.connect(database));
        SqliteTarget target = file().around(new RestoreHook() {
                    @Override
                    public void before() throws IOException {
                        assertThat(safetyPoints()).isEmpty();
                        assertThatCodeRuns(() -> pool.get().close());
                    }

                    @Override
                    public void after() throws IOException {
                        assertThat(safetyPoints()).hasSize(1);
                        assertThatCodeRuns(() -> pool.set(Bank.connect(database)));
                    }
                })
                .around(hook(calls, "web", ""));

        repository.restore(point, target);

        assertThat(calls).containsExactly("web before", "web after");
        assertThat(Dump.of(pool.get())).isEqualTo(saved);
        pool.get().close();
    }

    private interface SqlAction {
        void run() throws SQLException;
    }

    private static void assertThatCodeRuns(SqlAction action) throws IOException {
        try {
            action.run();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    @Test
    void refusesAFileThatIsStillOpenBehindTheHooks() throws Exception {
        List<String> calls = new ArrayList<>();
        try (Connection app = Bank.connect(database)) {
            assertThat(Bank.total(app)).isEqualTo(Bank.TOTAL);
            assertRefused(file().around(hook(calls, "one", "")), "open");
            assertThat(calls).containsExactly("one before", "one after");
        }
    }

    @Test
    void letsTheApplicationGoOnWhateverHappens() throws Exception {
        List<String> calls = new ArrayList<>();
        SqliteTarget stubborn = live().around(hook(calls, "one", ""))
                .around(hook(calls, "two", "before"))
                .around(hook(calls, "three", ""));
        assertRefused(stubborn, "no way");
        assertThat(calls).containsExactly("one before", "two before", "two after", "one after");

        calls.clear();
        SqliteTarget late = live().around(hook(calls, "one", "")).around(hook(calls, "two", "after"));
        RestoreReport report = repository.restore(point, late);
        assertThat(calls).containsExactly("one before", "two before", "two after", "one after");
        assertThat(report.issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).contains("is restored", "no way"));
        assertThat(Dump.of(database)).isEqualTo(saved);
    }

    @Test
    void aCancelledRestoreTouchesNothing() throws Exception {
        List<String> before = Dump.of(database);
        AtomicReference<Run<RestoreReport>> run = new AtomicReference<>();
        CountDownLatch started = new CountDownLatch(1);
        SqliteTarget target = live().around(new RestoreHook() {
            @Override
            public void before() throws IOException {
                try {
                    started.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                run.get().cancel();
            }

            @Override
            public void after() {}
        });
        run.set(repository.start(RestoreRequest.of(point.id(), target)));
        started.countDown();

        assertThatThrownBy(() -> run.get().await()).isInstanceOf(CancelledException.class);
        assertThat(Dump.of(database)).isEqualTo(before);
        assertThat(safetyPoints()).isEmpty();
    }

    @Test
    void restoresIntoMemory() throws Exception {
        try (Connection app = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            SqliteTarget memory = SqliteTarget.live("bank.db", app).temporaryDirectory(copies);
            assertThat(memory.isEmpty()).isTrue();
            repository.restore(point, memory);
            assertThat(Dump.of(app)).isEqualTo(saved);

            Bank.run(app, "delete from booking");
            List<String> before = Dump.of(app);
            repository.restore(point, memory);
            assertThat(Dump.of(app)).isEqualTo(saved);
            repository.undo(memory);
            assertThat(Dump.of(app)).isEqualTo(before);

            Bank.run(app, "begin");
            Bank.run(app, "delete from account");
            assertThatThrownBy(() -> repository.restore(point, memory.busyTimeout(Duration.ofMillis(50))))
                    .isInstanceOf(TargetException.class)
                    .hasMessageContaining("transaction");
            Bank.run(app, "rollback");
            assertThat(Dump.of(app)).isEqualTo(before);
        }
        assertThat(copies).isEmptyDirectory();
    }

    /** SQLite finds out in the midst of the replacement that there is no more room. */
    @Test
    void aDatabaseThatCannotGrowStaysAsItWas() throws Exception {
        try (Connection app = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            Bank.fill(app);
            Bank.run(app, "pragma max_page_count=10");
            List<String> before = Dump.of(app);
            SqliteTarget memory = SqliteTarget.live("bank.db", app).temporaryDirectory(copies);

            assertThatThrownBy(() -> repository.restore(point, memory))
                    .isInstanceOf(TargetException.class)
                    .hasMessageContaining("no room");
            assertThat(Dump.of(app)).isEqualTo(before);
            assertThat(safetyPoints()).isEmpty();
        }
    }

    @Test
    void saysWhenThereIsNoRoom() throws Exception {
        Path small = Files.createDirectory(directory.resolve("small"));
        try (Tmpfs room = Tmpfs.mount(small, "size=48k")) {
            assertThatThrownBy(() -> repository.restore(
                            point, SqliteTarget.into(room.directory().resolve("bank.db"))))
                    .isInstanceOf(TargetException.class)
                    .hasMessageContaining("room");
            assertThat(small).isEmptyDirectory();
            assertThatThrownBy(() -> repository.restore(point, live().temporaryDirectory(room.directory())))
                    .isInstanceOf(TargetException.class)
                    .hasMessageContaining("room");
            assertThat(small).isEmptyDirectory();
        }
    }

    @Test
    void keepsOwnerAndPermissionsOfAFile() throws Exception {
        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-r-----"));
        repository.restore(point, file());
        assertThat(Files.getPosixFilePermissions(database)).isEqualTo(PosixFilePermissions.fromString("rw-r-----"));

        Path fresh = directory.resolve("clock.db");
        repository.restore(point, SqliteTarget.into(fresh));
        assertThat(Files.getPosixFilePermissions(fresh)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Dump.of(fresh)).isEqualTo(saved);
    }

    @Test
    void previewsWithoutTouchingAnything() throws Exception {
        byte[] before = Files.readAllBytes(database);
        Plan plan = repository.plan(RestoreRequest.of(point.id(), file()));
        assertThat(plan.overwrites()).isEqualTo(1);
        assertThat(plan.bytes()).isPositive();
        Plan fresh = repository.plan(RestoreRequest.of(point.id(), SqliteTarget.into(directory.resolve("new.db"))));
        assertThat(fresh.creates()).isEqualTo(1);
        assertThat(database).hasBinaryContent(before);
        assertTidy();
    }

    @Test
    void saysWhenThereIsNothingToRestoreInto() throws Exception {
        Path missing = directory.resolve("nowhere/bank.db");
        assertThatThrownBy(() -> repository.restore(point, SqliteTarget.into(missing)))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("directory of the database");
        assertThatThrownBy(() -> repository.restore(point, SqliteTarget.live(missing)))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("no such database");
        assertThat(missing.getParent()).doesNotExist();
    }
}
