package io.backup4j.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.EntryPath;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupReport;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.Encryption;
import io.backup4j.core.RepositoryOptions;
import io.backup4j.core.VerifyLevel;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.core.files.FileTreeTarget;
import io.backup4j.sql.sqlite.Bank.Journal;
import io.backup4j.testkit.InMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Source and engine together: what is stored, and what comes back. */
class RepositoryOfDatabasesTest {
    @TempDir
    private Path directory;

    private Path database;
    private SqliteSource source;
    private BackupRepository repository;

    @BeforeEach
    void start() {
        database = directory.resolve("bank.db");
        source = SqliteSource.of(database).temporaryDirectory(directory);
        Clock late = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));
        repository = BackupRepository.create(
                new InMemoryStore(),
                Encryption.none(),
                RepositoryOptions.defaults().withClock(late));
    }

    @AfterEach
    void end() {
        repository.close();
    }

    @ParameterizedTest
    @EnumSource
    void storesLittleMoreThanThePagesThatChanged(Journal journal) throws Exception {
        try (Connection app = Bank.open(database, journal)) {
            Bank.book(app, 40_000);
            long whole = repository.backup(source).bytes().original();
            Random random = new Random(5);
            for (int round = 0; round < 4; round++) {
                Path before = Copies.take(source, directory.resolve("before"));
                change(app, random);
                Path after = Copies.take(source, directory.resolve("after"));

                RestorePoint point = repository.backup(source);

                // Changed pages, and 16 bytes a page of digests, in chunks of which most are other ones each time.
                long digests = 16 * (whole / 4096 + 100);
                assertThat(point.bytes().added()).isLessThanOrEqualTo(changedBytes(before, after) + 2 * digests);
                assertThat(point.bytes().added()).isLessThan(whole / 10);
                assertThat(restored(point, "r" + round)).hasSameBinaryContentAs(after);
            }
        }
        assertThat(repository.verify(VerifyLevel.EVERY_BYTE).findings()).isEmpty();
    }

    private static void change(Connection app, Random random) throws Exception {
        for (int i = 0; i < 20; i++) {
            int id = 1 + random.nextInt(40_000);
            Bank.run(app, "update booking set note = hex(randomblob(100)) where id = " + id);
        }
        Bank.book(app, 50);
    }

    private static long changedBytes(Path before, Path after) throws IOException {
        byte[] old = Files.readAllBytes(before);
        byte[] now = Files.readAllBytes(after);
        long changed = 0;
        for (int at = 0; at < now.length; at += 4096) {
            boolean same = at + 4096 <= old.length && java.util.Arrays.equals(old, at, at + 4096, now, at, at + 4096);
            changed += same ? 0 : 4096;
        }
        return changed;
    }

    @Test
    void readsNothingWhenNothingHasChanged() throws Exception {
        Bank.open(database, Journal.WAL).close();
        RestorePoint first = repository.backup(source);

        BackupReport second = repository.run(BackupRequest.of(source));

        assertThat(second.entriesRead()).isZero();
        assertThat(second.point().bytes().read()).isZero();
        assertThat(second.point().component("sqlite").orElseThrow().properties())
                .isEqualTo(first.component("sqlite").orElseThrow().properties())
                .containsEntry("bank.db/journalMode", "wal");
        assertThat(restored(second.point(), "two")).hasSameBinaryContentAs(restored(first, "one"));
    }

    @Test
    void readsEverythingWhenAsked() throws Exception {
        Bank.open(database, Journal.WAL).close();
        repository.backup(source);
        BackupRequest request = BackupRequest.builder()
                .component("sqlite", source)
                .readEverything()
                .build();
        assertThat(repository.run(request).entriesRead()).isEqualTo(1);
    }

    @Test
    void takesDatabaseAndFilesIntoOnePoint() throws Exception {
        Path uploads = Files.createDirectory(directory.resolve("uploads"));
        Files.writeString(uploads.resolve("letter.txt"), "Dear reader");
        try (Connection app = Bank.open(database, Journal.WAL)) {
            RestorePoint point = repository
                    .run(BackupRequest.builder()
                            .component("db", source)
                            .component("uploads", FileTreeSource.of(uploads))
                            .build())
                    .point();

            assertThat(point.components()).extracting("name").containsExactly("db", "uploads");
            Path all = directory.resolve("all");
            repository.restore(point, FileTreeTarget.into(all));
            assertThat(all.resolve("uploads/letter.txt")).hasContent("Dear reader");
            try (Connection copy = Copies.open(all.resolve("db/bank.db"))) {
                assertThat(Bank.total(copy)).isEqualTo(Bank.total(app));
            }
        }
    }

    private Path restored(RestorePoint point, String name) {
        Path target = directory.resolve(name);
        assertThat(repository.restore(point, FileTreeTarget.into(target)).isComplete())
                .isTrue();
        return target.resolve(EntryPath.of("bank.db").toString());
    }
}
