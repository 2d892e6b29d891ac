package io.backup4j.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.BackupException;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.StoreException;
import io.backup4j.core.Argon2Parameters;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.core.PruneRequest;
import io.backup4j.core.RepositoryOptions;
import io.backup4j.core.VerifyLevel;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.core.files.FileTreeTarget;
import io.backup4j.store.s3.BadNetwork.Reply;
import io.backup4j.store.s3.BadNetwork.Weather;
import io.backup4j.testkit.Damage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole repositories in a bucket, with credentials, networks and objects that fail them. */
class S3RepositoryTest {
    private static final RepositoryOptions ONE_WORKER =
            RepositoryOptions.defaults().withWorkers(1);

    @TempDir
    private Path temp;

    private final String bucket = S3Server.newBucket();
    private final RawBucket raw = new RawBucket(S3Server.client(), bucket);
    private final BadNetwork network = BadNetwork.before(S3Server.endpoint());
    private final Encryption key = Encryption.password("bucket".toCharArray(), new Argon2Parameters(8, 1, 1));
    private final byte[] kept = new byte[100_000];
    private Path data;

    @BeforeEach
    void fill() throws IOException {
        data = Files.createDirectory(temp.resolve("data"));
        new Random(1).nextBytes(kept);
        Files.write(data.resolve("kept"), kept);
        Files.writeString(data.resolve("changed"), "first");
    }

    @AfterEach
    void close() throws IOException {
        key.close();
        network.close();
    }

    @Test
    void credentialsThatCannotDelete_areEnoughToBackUpAndRestore() throws IOException {
        network.weather((request, number, server) -> request.method().equals("DELETE")
                ? Reply.of(HttpMessage.error(403, "AccessDenied"))
                : Reply.of(server.answer(request)));
        try (S3Store store = open(network);
                BackupRepository repository = BackupRepository.openOrCreate(store, key, ONE_WORKER)) {
            RestorePoint first = repository.backup(FileTreeSource.of(data));
            Files.writeString(data.resolve("changed"), "second");
            RestorePoint second = repository.backup(FileTreeSource.of(data));
            assertRestores(repository, second, "second");
            // A mark is enough to delete a point, and takes nothing away.
            repository.delete(first.id());
            assertThatThrownBy(() -> repository.run(PruneRequest.defaults())).hasMessageContaining("s3:DeleteObject");
            assertThat(repository.restorePoints()).containsExactly(second);
            assertRestores(repository, second, "second");
        }
    }

    @Test
    void networkThatDiesAtAnyRequest_leavesTheEarlierPointAndAUsableRepository() throws IOException {
        RestorePoint first = firstPoint();
        int requests = countRequestsOfABackup();
        assertThat(requests).isBetween(5, 40);
        for (int cut = 1; cut <= requests; cut++) {
            Files.writeString(data.resolve("changed"), "cut at " + cut);
            backUpUntil(cut);
            try (S3Store store = S3Server.store(S3Server.endpoint(), bucket).open();
                    BackupRepository repository = BackupRepository.open(store, key, ONE_WORKER)) {
                assertRestores(repository, first, "first");
                assertRestores(repository, repository.backup(FileTreeSource.of(data)), "cut at " + cut);
                assertThat(repository.verify(VerifyLevel.EVERY_BYTE).isClean())
                        .as("after a cut at request %s", cut)
                        .isTrue();
            }
        }
    }

    @Test
    void unchangedBackup_needsFewRequestsHoweverManyPointsThereAre() throws IOException {
        try (S3Store store = open(network);
                BackupRepository repository = BackupRepository.create(store, key, ONE_WORKER)) {
            for (int point = 0; point < 50; point++) {
                Files.writeString(data.resolve("changed"), "point " + point);
                repository.backup(FileTreeSource.of(data));
            }
            network.clear();
            repository.backup(FileTreeSource.of(data));

            assertThat(network.lines()).hasSizeLessThanOrEqualTo(12);
            assertThat(network.lines())
                    .filteredOn(line -> line.startsWith("PUT"))
                    .singleElement()
                    .asString()
                    .contains("points/");
        }
    }

    @Test
    void damagedObject_isFoundAndNeverRestoredSilently() throws IOException {
        firstPoint();
        Files.writeString(data.resolve("changed"), "second");
        try (S3Store store = S3Server.store(S3Server.endpoint(), bucket).open();
                BackupRepository repository = BackupRepository.open(store, key, ONE_WORKER)) {
            RestorePoint point = repository.backup(FileTreeSource.of(data));
            for (String name : raw.names()) {
                byte[] sound = raw.readAll(name);
                for (String damage : damages(name)) {
                    String done = damage(damage, name);
                    assertThat(repository.verify(VerifyLevel.EVERY_BYTE).isClean())
                            .as(done)
                            .isFalse();
                    restoreOrFail(repository, point);
                    raw.overwrite(name, sound);
                }
            }
            assertRestores(repository, point, "second");
        }
    }

    /** A point that is gone is one that was deleted; nobody can tell the difference. */
    private static List<String> damages(String name) {
        return name.startsWith("points/") ? List.of("flip", "truncate") : List.of("flip", "truncate", "delete");
    }

    private String damage(String kind, String name) {
        Damage damage = Damage.to(raw);
        return switch (kind) {
            case "flip" -> damage.flipBit(name, raw.readAll(name).length / 2, 3);
            case "truncate" -> damage.truncateBy(name, 1);
            default -> damage.delete(name);
        };
    }

    /** What is restored is right; what cannot be restored is left out or ends the restore. */
    private void restoreOrFail(BackupRepository repository, RestorePoint point) throws IOException {
        Path target = Files.createTempDirectory(temp, "restored");
        try {
            repository.restore(point, FileTreeTarget.into(target));
        } catch (BackupException refused) {
            assertThat(refused).hasMessageNotContaining("null");
        }
        if (Files.exists(target.resolve("changed"))) {
            assertThat(target.resolve("changed")).hasContent("second");
        }
        if (Files.exists(target.resolve("kept"))) {
            assertThat(target.resolve("kept")).hasBinaryContent(kept);
        }
    }

    private RestorePoint firstPoint() throws IOException {
        try (S3Store store = S3Server.store(S3Server.endpoint(), bucket).open();
                BackupRepository repository = BackupRepository.create(store, key, ONE_WORKER)) {
            return repository.backup(FileTreeSource.of(data));
        }
    }

    private int countRequestsOfABackup() throws IOException {
        Files.writeString(data.resolve("changed"), "counted");
        network.clear();
        network.weather(Weather.FINE);
        try (S3Store store = open(network);
                BackupRepository repository = BackupRepository.open(store, key, ONE_WORKER)) {
            repository.backup(FileTreeSource.of(data));
        }
        return network.requests().size();
    }

    private void backUpUntil(int cut) throws IOException {
        network.clear();
        network.weather((request, number, server) -> {
            if (number == cut) {
                server.answer(request);
            }
            return number < cut ? Reply.of(server.answer(request)) : Reply.cut();
        });
        try (S3Store store = open(network)) {
            assertThatThrownBy(() -> {
                        try (BackupRepository repository = BackupRepository.open(store, key, ONE_WORKER)) {
                            repository.backup(FileTreeSource.of(data));
                        }
                    })
                    .isInstanceOf(BackupException.class)
                    .as("cut at %s", cut)
                    .satisfies(e -> assertThat(e instanceof StoreException
                                    || e.getMessage().contains("Do not delete"))
                            .isTrue());
        }
    }

    private void assertRestores(BackupRepository repository, RestorePoint point, String changed) throws IOException {
        Path target = Files.createTempDirectory(temp, "restored");
        repository.restore(point, FileTreeTarget.into(target));
        assertThat(target.resolve("changed")).hasContent(changed);
        assertThat(target.resolve("kept")).hasBinaryContent(kept);
    }

    private S3Store open(BadNetwork way) {
        return S3Server.store(way.endpoint(), bucket).retries(Retries.none()).open();
    }
}
