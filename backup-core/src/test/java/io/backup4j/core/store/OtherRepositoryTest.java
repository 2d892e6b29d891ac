package io.backup4j.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ForwardingStore;
import io.backup4j.api.StoreException;
import io.backup4j.api.StoreRefusedException;
import io.backup4j.core.Argon2Parameters;
import io.backup4j.core.BackupReport;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.Encryption;
import io.backup4j.core.RepositoryOptions;
import io.backup4j.core.VerifyLevel;
import io.backup4j.core.VerifyReport;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.testkit.Damage;
import io.backup4j.testkit.Fault;
import io.backup4j.testkit.FaultyStore;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.RecordingStore;
import io.backup4j.testkit.StoreVerb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A place that is given as a replica and holds another repository. */
class OtherRepositoryTest {
    @TempDir
    Path data;

    private final Encryption key = password("p");
    private final InMemoryStore here = new InMemoryStore();
    private final InMemoryStore there = new InMemoryStore();
    private Map<String, byte[]> before = Map.of();

    @BeforeEach
    void twoRepositories() throws IOException {
        Files.writeString(data.resolve("file"), "content");
        backUp(here, key);
        backUp(there, password("q"));
        before = content();
    }

    @Test
    void backupToBoth_failsBeforeAnythingIsWrittenAndNamesBoth() {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> backUp(both(), key))
                .withCauseInstanceOf(StoreRefusedException.class)
                .withMessageContainingAll("there as a replica of here", "holds repository", "sync");
        assertNothingChanged();
    }

    @Test
    void deletion_failsInBoth() {
        assertRefused(() -> both().delete("gc/00000001/closing"));
    }

    @Test
    void sync_leavesItAsItIs() throws IOException {
        SyncReport report = both().sync();

        assertThat(report.isComplete()).isFalse();
        assertThat(report.locations().get(0).failures())
                .singleElement()
                .asString()
                .contains("there as a replica of here");
        assertNothingChanged();
    }

    @Test
    void syncOfSeveral_bringsUpTheOthers() throws IOException {
        InMemoryStore empty = new InMemoryStore();
        SyncReport report = ReplicatedStore.of(here, List.of(there, empty)).sync();

        assertThat(report.locations().get(1).failures()).isEmpty();
        assertThat(empty.names()).isEqualTo(here.names());
        assertNothingChanged();
    }

    @Test
    void status_saysSo() throws IOException {
        assertThat(both().status().get(0).failure()).isEmpty();
        assertThat(both().status().get(1).failure().orElseThrow()).contains("there as a replica of here");
        assertThat(both().status().get(1).points()).isEmpty();
    }

    @Test
    void healing_takesItForNoDamagedCopy() {
        assertRefused(() -> both().heal(this::verified));
        assertRefused(() -> ReplicatedStore.of(named(there, "there"), List.of(named(here, "here")))
                .heal(this::verified));
    }

    @Test
    void healing_comparesReplicasWhereThePrimaryCannotTell() {
        InMemoryStore lost = new InMemoryStore();
        assertRefused(() -> ReplicatedStore.of(lost, List.of(named(here, "here"), named(there, "there")))
                .heal(this::verified));
        assertThat(lost.names()).isEmpty();
    }

    @Test
    void configOfALaterFormat_isNoDamagedOne() throws Exception {
        byte[] later = there.readAll("config");
        later[5] = 9;
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(later, 0, later.length - 32);
        System.arraycopy(digest.digest(), 0, later, later.length - 32, 32);
        there.overwrite("config", later);
        before = content();

        assertThatThrownBy(() -> both().heal(this::verified))
                .isInstanceOf(StoreRefusedException.class)
                .hasMessageContainingAll("which repository is in there", "too new");
        assertNothingChanged();
    }

    @Test
    void configWithADamagedVersion_isHealed() throws IOException {
        ReplicatedStore replicated = ReplicatedStore.of(named(here, "here"), List.of(new InMemoryStore()));
        replicated.sync();
        Damage.to(here).flipBit("config", 5, 3);

        assertThat(replicated.heal(this::verified).healed()).containsExactly("config in here");
        assertThat(here.readAll("config")).isEqualTo(before.get("here config"));
    }

    /** The replica was away when the repository was made, and what was in it comes to light when the config is stored. */
    @Test
    void repositoryThatIsMadeWhileThePlaceIsAway_doesNotReplaceTheConfigThere() throws IOException {
        FaultyStore away = FaultyStore.over(there.reopen()).failAt(StoreVerb.READ, 1, Fault.FAIL_BEFORE);
        ReplicatedStore store = ReplicatedStore.of(new InMemoryStore(), List.of(away));
        BackupRepository.create(store, key, options()).close();

        assertThat(there.readAll("config")).isEqualTo(before.get("there config"));
        assertThat(store.takeWarnings()).singleElement().asString().contains("holds repository");
    }

    @Test
    void backup_readsEachConfigOnceMoreAndNotForEachObject() throws IOException {
        InMemoryStore empty = new InMemoryStore();
        ReplicatedStore.of(here, List.of(empty)).sync();
        RecordingStore primary = RecordingStore.over(here);
        RecordingStore replica = RecordingStore.over(empty);
        Files.writeString(data.resolve("file"), "other content");
        backUp(ReplicatedStore.of(primary, List.of(replica)), key);

        // The primary's is read by who opens the repository too.
        primary.assertCalls(StoreVerb.READ, "config", 2);
        replica.assertCalls(StoreVerb.READ, "config", 1);
        assertThat(replica.puts()).hasSizeGreaterThan(2);
    }

    private ReplicatedStore both() {
        return ReplicatedStore.of(named(here, "here"), List.of(named(there, "there")));
    }

    private void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(StoreRefusedException.class)
                .hasMessageContainingAll("Could not use ", "here", "there", "holds repository");
        assertNothingChanged();
    }

    private void assertNothingChanged() {
        assertThat(content()).containsExactlyInAnyOrderEntriesOf(before);
    }

    private Map<String, byte[]> content() {
        Map<String, byte[]> content = new HashMap<>();
        here.names().forEach(name -> content.put("here " + name, here.readAll(name)));
        there.names().forEach(name -> content.put("there " + name, there.readAll(name)));
        return content;
    }

    private VerifyReport verified(BackupStore location) {
        try (BackupRepository repository = BackupRepository.open(location, key, options())) {
            return repository.verify(VerifyLevel.EVERY_BYTE);
        }
    }

    private void backUp(BackupStore store, Encryption with) {
        try (BackupRepository repository = BackupRepository.openOrCreate(store, with, options())) {
            BackupReport report = repository.run(BackupRequest.of(FileTreeSource.of(data)));
            assertThat(report.issues()).isEmpty();
        }
    }

    private static BackupStore named(InMemoryStore store, String location) {
        return new ForwardingStore(store.reopen()) {
            @Override
            public String location() {
                return location;
            }
        };
    }

    private static Encryption password(String text) {
        return Encryption.password(text.toCharArray(), new Argon2Parameters(8, 1, 1));
    }

    private static RepositoryOptions options() {
        return RepositoryOptions.defaults().withWorkers(1);
    }
}
