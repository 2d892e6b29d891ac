package io.backup4j.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.ByteString;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.sql.sqlite.Bank.Journal;
import io.backup4j.testkit.RecordingContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a database counts as unchanged. */
class FileStampTest {
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

    @Test
    void anUnchangedDatabaseIsNotCopied() throws Exception {
        try (Connection app = Bank.open(database, Journal.WAL)) {
            ByteString stamp = stamp(Copies.later());
            assertThat(stamp.isEmpty()).isFalse();
            assertCopied(stamp, false);

            Bank.transfer(app, new Random(1));
            assertCopied(stamp, true);
        }
    }

    /** SQLite follows links, and writes the log beside the file that they lead to. */
    @Test
    void aChangeIsSeenThroughALink() throws Exception {
        Path link = Files.createDirectory(directory.resolve("links")).resolve("bank.db");
        Files.createSymbolicLink(link, Path.of("../bank.db"));
        source = SqliteSource.of(link).temporaryDirectory(copies);
        try (Connection app = Bank.open(database, Journal.WAL)) {
            Sql.text(app, "pragma wal_checkpoint(truncate)");
            ByteString stamp = stamp(Copies.later());
            assertCopied(stamp, false);

            Bank.transfer(app, new Random(1));
            assertCopied(stamp, true);
        }
        assertThat(source.location()).isEqualTo(link.toString());
    }

    /** Opening a database in WAL mode that nobody has open makes an empty log, which is new each time. */
    @Test
    void lookingAtADatabaseDoesNotChangeItsStamp() throws Exception {
        Bank.open(database, Journal.WAL).close();
        assertThat(stamp(Copies.later())).isEqualTo(stamp(Copies.later()));
        assertCopied(stamp(Copies.later()), false);
    }

    /** A backup before it has checked less. */
    @Test
    void whatARestoreReplacesIsCopiedThoughItIsUnchanged() throws Exception {
        Bank.open(database, Journal.WAL).close();
        ByteString stamp = stamp(Copies.later());
        assertCopied(stamp, false);

        source = SqliteSource.replaced(Database.inFile(database), SqliteOptions.DEFAULT.in(copies));
        assertCopied(stamp, true);
    }

    @Test
    void aDatabaseThatChangedJustNowHasNoStamp() throws Exception {
        Bank.open(database, Journal.DELETE).close();
        assertThat(stamp(new RecordingContext(Clock.systemUTC())).isEmpty()).isTrue();
    }

    @Test
    void whatIsKnownButCannotBeReadIsCopiedLate() throws Exception {
        Bank.open(database, Journal.WAL).close();
        RecordingContext context = Copies.later();
        try (SourceSnapshot first = source.open(context)) {
            SourceEntry entry = Copies.only(first);
            context.know(entry.entry().path(), entry.stamp());
        }
        try (SourceSnapshot second = source.open(context);
                InputStream in = Copies.only(second).open()) {
            assertThat(in.readAllBytes())
                    .startsWith("SQLite format 3".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        assertThat(copies).isEmptyDirectory();
    }

    /** What a program may do to a database between two backups. */
    enum Step {
        TRANSFER,
        TRANSFER_OF_ANOTHER,
        BOOK_MUCH,
        DELETE_MUCH,
        CHECKPOINT,
        ROLL_BACK,
        VACUUM,
        TOGGLE_JOURNAL,
        REOPEN,
        REPLACE_BY_OLDER_FILE,
        NOTHING
    }

    @Property(tries = 20)
    void equalStampsMeanEqualContent(@ForAll @Size(min = 1, max = 12) List<Step> steps, @ForAll boolean log)
            throws Exception {
        Path place = Files.createTempDirectory("stamps");
        try (History history = new History(place, log ? Journal.WAL : Journal.DELETE)) {
            history.look();
            for (Step step : steps) {
                history.play(step);
                history.look();
            }
        } finally {
            delete(place);
        }
    }

    /** A database and what was seen of it under each stamp. */
    private static final class History implements AutoCloseable {
        private final Map<ByteString, ByteString> seen = new HashMap<>();
        private final Random random = new Random(3);
        private final FileClock clock;
        private final Path file;
        private final Path older;
        private Connection app;
        private Connection other;

        History(Path place, Journal journal) throws Exception {
            clock = new FileClock(place);
            file = place.resolve("bank.db");
            older = place.resolve("older");
            Bank.open(file, journal).close();
            Files.copy(file, older);
            connect();
        }

        private void connect() throws Exception {
            app = Bank.connect(file);
            other = Bank.connect(file);
        }

        void look() throws Exception {
            clock.tick();
            try (SourceSnapshot snapshot = SqliteSource.of(file).open(Copies.later())) {
                SourceEntry entry = Copies.only(snapshot);
                try (InputStream in = entry.open()) {
                    ByteString content = ByteString.of(in.readAllBytes());
                    assertThat(entry.stamp().isEmpty()).isFalse();
                    assertThat(seen.getOrDefault(entry.stamp(), content)).isEqualTo(content);
                    seen.put(entry.stamp(), content);
                }
            }
            clock.tick();
        }

        void play(Step step) throws Exception {
            switch (step) {
                case TRANSFER -> Bank.transfer(app, random);
                case TRANSFER_OF_ANOTHER -> Bank.transfer(other, random);
                case BOOK_MUCH -> Bank.book(app, 500);
                case DELETE_MUCH -> Bank.run(other, "delete from booking where id % 3 = 0");
                case CHECKPOINT -> Bank.run(app, "pragma wal_checkpoint(restart)");
                case ROLL_BACK -> rollBack();
                case VACUUM -> Bank.run(app, "vacuum");
                case TOGGLE_JOURNAL -> toggleJournal();
                case REOPEN -> reopen();
                case REPLACE_BY_OLDER_FILE -> replace();
                case NOTHING -> {}
            }
        }

        private void rollBack() throws Exception {
            Bank.run(app, "begin immediate");
            Bank.book(app, 500);
            Bank.run(app, "rollback");
        }

        private void toggleJournal() throws Exception {
            other.close();
            String mode = Sql.text(app, "pragma journal_mode").equals("wal") ? "delete" : "wal";
            Bank.run(app, "pragma journal_mode=" + mode);
            other = Bank.connect(file);
        }

        private void reopen() throws Exception {
            app.close();
            other.close();
            connect();
        }

        private void replace() throws Exception {
            app.close();
            other.close();
            Files.copy(older, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            connect();
        }

        @Override
        public void close() throws java.sql.SQLException {
            app.close();
            other.close();
        }
    }

    private ByteString stamp(RecordingContext context) throws IOException {
        try (SourceSnapshot snapshot = source.open(context)) {
            return Copies.only(snapshot).stamp();
        }
    }

    private void assertCopied(ByteString known, boolean isCopied) throws IOException {
        RecordingContext context = Copies.later();
        context.know(io.backup4j.api.EntryPath.of("bank.db"), known);
        try (SourceSnapshot snapshot = source.open(context)) {
            assertThat(Copies.filesIn(Copies.filesIn(copies).get(0))).hasSize(isCopied ? 1 : 0);
            assertThat(Copies.only(snapshot).entry().size()).isPositive();
        }
    }

    private static void delete(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, java.io.IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
