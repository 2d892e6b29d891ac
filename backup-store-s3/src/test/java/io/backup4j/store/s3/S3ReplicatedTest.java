package io.backup4j.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.BackupStore;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.Argon2Parameters;
import io.backup4j.core.BackupReport;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.Encryption;
import io.backup4j.core.VerifyLevel;
import io.backup4j.core.VerifyReport;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.core.files.FileTreeTarget;
import io.backup4j.core.store.ReplicatedStore;
import io.backup4j.store.s3.BadNetwork.Reply;
import io.backup4j.store.s3.BadNetwork.Weather;
import io.backup4j.testkit.BackupStoreContract;
import io.backup4j.testkit.Damage;
import io.backup4j.testkit.InMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket and a store of another kind together. */
class S3ReplicatedTest {
    @TempDir
    private Path temp;

    @Nested
    class BucketFirst extends Pair {
        @Override
        BackupStore both(BackupStore bucket, BackupStore memory) {
            return ReplicatedStore.of(bucket, List.of(memory));
        }
    }

    @Nested
    class BucketSecond extends Pair {
        @Override
        BackupStore both(BackupStore bucket, BackupStore memory) {
            return ReplicatedStore.of(memory, List.of(bucket));
        }
    }

    abstract static class Pair extends BackupStoreContract {
        private final String bucket = S3Server.newBucket();
        private final InMemoryStore memory = new InMemoryStore();

        abstract BackupStore both(BackupStore bucketStore, BackupStore memoryStore);

        @Override
        protected BackupStore openStore() {
            return both(S3Server.store(S3Server.endpoint(), bucket).open(), memory.reopen());
        }

        /** An object is whole in the primary, and so visible, while the replica is given it. */
        @Override
        @Test
        protected void unfinishedIsInvisible() {
            assertThatThrownBy(super::unfinishedIsInvisible).isInstanceOf(AssertionError.class);
        }

        @Override
        protected int manyObjects() {
            return 50;
        }

        @Override
        protected int largeObjectBytes() {
            return 1 << 20;
        }
    }

    @Test
    void bucketThatIsCutOffAtAnyRequest_neverFailsTheBackupAndIsBroughtUpAndHealed() throws IOException {
        Path data = Files.createDirectory(temp.resolve("data"));
        String bucket = S3Server.newBucket();
        InMemoryStore memory = new InMemoryStore();
        try (Encryption key = Encryption.password("pair".toCharArray(), new Argon2Parameters(8, 1, 1));
                BadNetwork network = BadNetwork.before(S3Server.endpoint())) {
            for (int cut = 1; cut < 12; cut += 2) {
                Files.writeString(data.resolve("file"), "cut at " + cut);
                network.clear();
                network.weather(cutFrom(cut));
                try (ReplicatedStore store = ReplicatedStore.of(memory.reopen(), List.of(open(network, bucket)));
                        BackupRepository repository = BackupRepository.openOrCreate(store, key)) {
                    BackupReport report = repository.run(BackupRequest.of(FileTreeSource.of(data)));
                    assertThat(report.issues())
                            .isNotEmpty()
                            .allMatch(issue -> issue.message().contains("is behind"));
                }
            }
            network.weather(Weather.FINE);
            try (ReplicatedStore store = ReplicatedStore.of(memory.reopen(), List.of(open(network, bucket)))) {
                assertThat(store.sync().isComplete()).isTrue();
                RawBucket raw = new RawBucket(S3Server.client(), bucket);
                assertThat(raw.names()).isEqualTo(memory.names());
                String pack = raw.names().stream()
                        .filter(name -> name.startsWith("packs/"))
                        .findFirst()
                        .orElseThrow();
                Damage.to(raw).flipBit(pack, 100, 1);
                assertThat(store.heal(location -> verify(location, key)).healed())
                        .containsExactly(pack + " in s3://" + bucket);
            }
            assertRestoresFromTheBucketAlone(bucket, key);
        }
    }

    private void assertRestoresFromTheBucketAlone(String bucket, Encryption key) throws IOException {
        try (S3Store store = S3Server.store(S3Server.endpoint(), bucket).open();
                BackupRepository repository = BackupRepository.open(store, key)) {
            RestorePoint newest = repository.restorePoint("latest");
            repository.restore(newest, FileTreeTarget.into(temp.resolve("restored")));
            assertThat(temp.resolve("restored/file")).hasContent("cut at 11");
            assertThat(repository.restorePoints()).hasSize(6);
        }
    }

    private static VerifyReport verify(BackupStore location, Encryption key) {
        try (BackupRepository repository = BackupRepository.open(location, key)) {
            return repository.verify(VerifyLevel.EVERY_BYTE);
        }
    }

    private static Weather cutFrom(int first) {
        return (request, number, server) -> number < first ? Reply.of(server.answer(request)) : Reply.cut();
    }

    private static S3Store open(BadNetwork network, String bucket) {
        return S3Server.store(network.endpoint(), bucket)
                .retries(Retries.none())
                .open();
    }
}
