package io.backup4j.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.CancelSignal;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestoreHook;
import io.backup4j.api.RestoreSession;
import io.backup4j.sql.sqlite.Bank.Journal;
import io.backup4j.testkit.BytesContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that is killed while it restores leaves the old database or the new one, whole. */
@Timeout(120)
class KilledRestoreTest {
    @TempDir
    private Path directory;

    private Path database;
    private List<String> one;
    private List<String> two;

    @BeforeEach
    void start() throws Exception {
        database = directory.resolve("bank.db");
        one = make("one", 2000);
        two = make("two", 6000);
    }

    private List<String> make(String name, int bookings) throws Exception {
        Path made = directory.resolve(name + ".made");
        try (Connection app = Bank.open(made, Journal.WAL)) {
            Bank.book(app, bookings);
            Copies.take(SqliteSource.of(made), directory.resolve(name));
            return Dump.of(app);
        }
    }

    @ParameterizedTest
    @CsvSource({"file, WAL", "file, DELETE", "live, WAL", "live, DELETE"})
    void leavesOneOfTheTwo(String how, Journal journal) throws Exception {
        Bank.open(database, journal).close();
        for (int round = 0; round < 2; round++) {
            try (OtherProcess other = OtherProcess.start(
                    KilledRestoreTest.class,
                    how,
                    database.toString(),
                    directory.resolve("one").toString(),
                    directory.resolve("two").toString())) {
                for (int restores = 0; restores < 3 + round; restores++) {
                    assertThat(other.nextLine()).isEqualTo("now");
                }
                other.kill();
            }
            assertThat(Dump.of(database)).isIn(one, two);
            try (Connection app = Bank.connect(database)) {
                assertThat(Sql.text(app, "pragma integrity_check")).isEqualTo("ok");
            }
        }
    }

    /** Restores the one and the other by turns, and says each time when it is about to replace. */
    public static void main(String[] args) throws Exception {
        Path database = Path.of(args[1]);
        SqliteTarget target = args[0].equals("live")
                ? SqliteTarget.live(database)
                : SqliteTarget.into(database).overwriting();
        for (int i = 0; i < 10_000; i++) {
            restore(target.around(new SayNow()).temporaryDirectory(database.getParent()), Path.of(args[2 + i % 2]));
        }
    }

    private static void restore(SqliteTarget target, Path file) throws IOException, SQLException {
        byte[] bytes = Files.readAllBytes(file);
        try (RestoreSession session = target.open(CancelSignal.never())) {
            session.restore(Entry.file(EntryPath.of("bank.db"), bytes.length), BytesContent.of(bytes));
            session.finish();
        }
    }

    private static final class SayNow implements RestoreHook {
        @Override
        public void before() {
            System.out.println("now");
        }

        @Override
        public void after() {}
    }
}
