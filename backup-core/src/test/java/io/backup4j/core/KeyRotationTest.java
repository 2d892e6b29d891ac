package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.backup4j.api.BackupStore;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.OutcomeUnknownException;
import io.backup4j.api.PointDetails;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.StoreException;
import io.backup4j.api.WrongKeyException;
import io.backup4j.testkit.Fault;
import io.backup4j.testkit.FaultyStore;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.MemoryTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A rotation of the keys")
final class KeyRotationTest {
    private static final String FIRST_EPOCH = "keys/epochs/00000001";

    private final InMemoryStore store = new InMemoryStore();
    private final MemorySource source = new MemorySource().file("a", random(1));

    @TempDir
    Path directory;

    @Test
    @DisplayName("keeps the keys that are given, and the others open nothing any more")
    void keepsWhatIsGiven() throws IOException {
        Path keyFile = directory.resolve("key");
        Encryption.generateKeyFile(keyFile);
        try (BackupRepository repository = create()) {
            KeySlotInfo kept = repository.addKey(Encryption.keyFile(keyFile), "machine");
            KeySlotInfo gone = repository.addKey(DamagedRepository.otherKey(), "other");
            RestorePoint before = repository.backup(source);
            List<String> names = store.names();
            List<Encryption> keys = List.of(key(), Encryption.keyFile(keyFile));

            KeyRotation plan = repository.planKeyRotation(keys);
            assertThat(plan.kept()).hasSize(2).contains(kept);
            assertThat(plan.removed()).containsExactly(gone);
            assertThat(store.names()).isEqualTo(names);
            KeyRotation rotation = repository.rotateKeys(keys);
            assertThat(rotation.epoch()).isEqualTo(plan.epoch()).isEqualTo(1);
            assertThat(rotation.kept()).extracting(KeySlotInfo::label).containsExactly("", "machine");
            assertThat(rotation.removed()).containsExactly(gone);
            assertThat(rotation.notes()).isEmpty();
            assertThat(repository.keySlots()).containsExactlyInAnyOrderElementsOf(rotation.kept());
            assertThat(repository.keySlot()).contains(rotation.kept().get(0).id());
            assertThat(names("keys/")).hasSize(3);
            repository.backup(source.file("b", random(2)));
            Checks.assertRestores(repository, before, NaiveCopy.of(new MemorySource().file("a", random(1))), 1);
        }
        for (Encryption opens : List.of(key(), Encryption.keyFile(keyFile))) {
            try (BackupRepository repository = BackupRepository.open(store, opens)) {
                assertThat(repository.restorePoints()).hasSize(2);
                Checks.assertSound(repository);
            }
        }
        assertThatExceptionOfType(WrongKeyException.class)
                .isThrownBy(() -> BackupRepository.open(store, DamagedRepository.otherKey()));
    }

    @Test
    @DisplayName(
            "leaves what others know of no use: a slot from before is refused, and with it in hand nothing newer opens")
    void locksOut() {
        RestorePoint old;
        RestorePoint fresh;
        byte[] oldSlot;
        try (BackupRepository repository = create()) {
            KeySlotInfo stolen = repository.addKey(DamagedRepository.otherKey(), "stolen");
            oldSlot = store.readAll("keys/" + stolen.id());
            old = repository.backup(source);
            repository.rotateKeys(List.of(key()));
            fresh = repository.backup(source.file("b", random(2)));
            repository.describe(old.id(), PointDetails.none().withName("secret"));
            store.overwrite("keys/" + stolen.id(), oldSlot);
        }
        assertThatExceptionOfType(WrongKeyException.class)
                .isThrownBy(() -> BackupRepository.open(store, DamagedRepository.otherKey()))
                .withMessageContaining("was replaced at ")
                .withMessageContaining("when the keys were rotated");

        names("keys/epochs/").forEach(store::remove);
        names("keys/").stream()
                .filter(name -> store.readAll(name).length != oldSlot.length)
                .forEach(store::remove);
        try (BackupRepository repository = BackupRepository.open(store, DamagedRepository.otherKey())) {
            assertThat(repository.restorePoints()).containsExactly(old);
            assertThatExceptionOfType(CorruptDataException.class)
                    .isThrownBy(() -> repository.restore(fresh, new MemoryTarget(1)))
                    .withMessageContaining("sealed with keys of epoch 1");
            assertThat(repository.verify(VerifyLevel.EVERY_BYTE).findings())
                    .extracting(VerifyReport.Finding::object)
                    .anyMatch(name -> name.startsWith("packs/"))
                    .anyMatch(name -> name.startsWith("index/"))
                    .contains("points/" + fresh.id(), "annotations/" + old.id() + "/00000001");
        }
    }

    @Test
    @DisplayName("refuses keys that open nothing, no key at all, and repositories that are not encrypted")
    void refuses() {
        try (BackupRepository repository = create()) {
            List<String> names = store.names();
            assertThatExceptionOfType(WrongKeyException.class)
                    .isThrownBy(() -> repository.rotateKeys(List.of(key(), DamagedRepository.otherKey())));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> repository.rotateKeys(List.of()))
                    .withMessageContaining("No key is to stay");
            assertThat(store.names()).isEqualTo(names);
        }
        try (BackupRepository repository = BackupRepository.create(new InMemoryStore(), Encryption.none())) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> repository.rotateKeys(List.of(Encryption.none())))
                    .withMessageContaining("is not encrypted");
        }
    }

    @Test
    @DisplayName(
            "shows to who has had the repository open: reading what is old goes on, writing and what is new do not")
    void showsToOthers() {
        try (BackupRepository repository = create();
                BackupRepository other = open(store)) {
            RestorePoint old = repository.backup(source);
            NaiveCopy copy = NaiveCopy.of(source);
            repository.rotateKeys(List.of(key()));
            Checks.assertRestores(other, old, copy, 1);
            assertRotated(() -> other.backup(source));
            assertRotated(() -> other.delete(old.id()));
            assertRotated(() -> other.describe(old.id(), PointDetails.none()));
            assertRotated(() -> other.run(PruneRequest.defaults()));
            assertRotated(() -> other.addKey(DamagedRepository.otherKey(), ""));
            assertRotated(() -> other.rotateKeys(List.of(key())));
            assertThat(repository.keySlots()).hasSize(1);
            assertThat(names("keys/")).hasSize(2);
            repository.backup(source);
            assertRotated(other::restorePoints);
            assertRotated(() -> other.verify(VerifyLevel.STRUCTURE));
            assertRotated(() -> other.run(RepairRequest.defaults()));
            Checks.assertSound(repository);
        }
    }

    private static void assertRotated(Runnable act) {
        assertThatExceptionOfType(WrongKeyException.class)
                .isThrownBy(act::run)
                .withMessageContaining("were rotated at ")
                .withMessageContaining("Open it again");
    }

    @Test
    @DisplayName("does no harm to a backup that is going on; what that stores is moved to the new key later")
    void harmsNoBackup() {
        BackupStore rotated = new ActBeforePut(store, "points/", () -> {
            try (BackupRepository other = open(store)) {
                other.rotateKeys(List.of(key()));
            }
        });
        create().close();
        RestorePoint point;
        try (BackupRepository repository = open(rotated)) {
            point = repository.backup(source);
        }
        try (BackupRepository repository = open(store)) {
            Checks.assertRestores(repository, point, NaiveCopy.of(source), 1);
            assertThat(repository.statistics().epoch()).isEqualTo(1);
            assertThat(repository.statistics().outdatedBytes()).isPositive();
            assertThat(repository.run(PruneRequest.defaults()).rewritten()).isEqualTo(1);
            assertThat(repository.statistics().outdatedBytes()).isZero();
            Checks.assertRestores(repository, point, NaiveCopy.of(source), 1);
            Checks.assertSound(repository);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys/", "keys/epochs/"})
    @DisplayName("of two at once one wins; the other is told, and leaves nothing behind")
    void oneOfTwoWins(String overtakenBefore) {
        try (BackupRepository winner = create()) {
            winner.addKey(DamagedRepository.otherKey(), "other");
            BackupStore late = new ActBeforePut(
                    store, overtakenBefore, () -> winner.rotateKeys(List.of(DamagedRepository.otherKey())));
            try (BackupRepository loser = open(late)) {
                assertThatExceptionOfType(StoreException.class)
                        .isThrownBy(() -> loser.rotateKeys(List.of(key())))
                        .withMessageContaining("at the same time");
            }
            winner.backup(source);
        }
        assertThat(names("keys/")).hasSize(2);
        assertThatExceptionOfType(WrongKeyException.class).isThrownBy(() -> open(store));
        try (BackupRepository repository = BackupRepository.open(store, DamagedRepository.otherKey())) {
            Checks.assertSound(repository);
        }
    }

    @Test
    @DisplayName(
            "that was given up counts for nobody; removing a key removes what it has left, and it cannot come to its end any more")
    void canBeGivenUp() {
        try (BackupRepository repository = create()) {
            String other =
                    repository.addKey(DamagedRepository.otherKey(), "other").id();
            BackupStore paused = new ActBeforePut(store, "keys/epochs/", () -> {
                repository.backup(source);
                assertThat(repository.keySlots()).hasSize(2);
                open(store).close();
                repository.removeKey(other);
                assertThat(names("keys/")).hasSize(2).contains(FIRST_EPOCH);
            });
            try (BackupRepository slow = open(paused)) {
                assertThatExceptionOfType(StoreException.class)
                        .isThrownBy(() -> slow.rotateKeys(List.of(key(), DamagedRepository.otherKey())));
            }
            assertThat(names("keys/")).hasSize(2);
            assertThat(repository.rotateKeys(List.of(key())).epoch()).isEqualTo(2);
            repository.backup(source.file("b", random(2)));
            Checks.assertSound(repository);
        }
        open(store).close();
    }

    @Test
    @DisplayName(
            "does without the right to delete: what is left of old keys opens nothing, and goes with the next change")
    void doesWithoutDeleting() {
        KeySlotInfo added;
        try (BackupRepository repository = create()) {
            repository.addKey(DamagedRepository.otherKey(), "other");
        }
        try (BackupRepository repository = open(new UndeletableStore(store))) {
            KeyRotation rotation = repository.rotateKeys(List.of(key()));
            assertThat(rotation.notes()).singleElement().asString().contains("Old key slots are left");
            assertThat(repository.keySlots()).hasSize(1);
            assertThat(names("keys/")).hasSize(4);
            added = repository.addKey(DamagedRepository.otherKey(), "again");
        }
        try (BackupRepository repository = open(store)) {
            repository.removeKey(added.id());
            assertThat(names("keys/")).hasSize(2);
        }
        assertThatExceptionOfType(WrongKeyException.class)
                .isThrownBy(() -> BackupRepository.open(store, DamagedRepository.otherKey()));
    }

    @Test
    @DisplayName("is replaced by the next one when it has died before its end")
    void canDie() {
        create().close();
        FaultyStore dying = FaultyStore.over(store).failAt(8, Fault.DIE_BEFORE);
        try (BackupRepository repository = open(dying)) {
            assertThatExceptionOfType(OutcomeUnknownException.class)
                    .isThrownBy(() -> repository.rotateKeys(List.of(key())))
                    .withMessageContaining("Open the repository again");
        }
        assertThat(names("keys/")).as("a slot of each epoch").hasSize(2);
        try (BackupRepository repository = open(store)) {
            assertThat(repository.keySlots()).hasSize(1);
            assertThat(repository.rotateKeys(List.of(key())).epoch()).isEqualTo(1);
            assertThat(names("keys/")).hasSize(2);
        }
    }

    @Test
    @DisplayName("is remembered by the slots: an epoch that has been lost is made again by the next who writes")
    void isRemembered() {
        try (BackupRepository repository = create()) {
            repository.rotateKeys(List.of(key()));
            repository.backup(source);
        }
        store.remove(FIRST_EPOCH);
        try (BackupRepository repository = open(store)) {
            assertThat(repository.verify(VerifyLevel.STRUCTURE).findings())
                    .extracting(VerifyReport.Finding::object)
                    .containsExactly(FIRST_EPOCH);
            repository.backup(source);
            Checks.assertSound(repository);
            assertThat(names("keys/epochs/")).containsExactly(FIRST_EPOCH);
        }
        open(store).close();
    }

    @Test
    @DisplayName("stops who writes while nobody can tell whether there was one")
    void stopsWriters() {
        try (BackupRepository repository = create()) {
            store.overwrite(FIRST_EPOCH, new byte[100]);
            assertThatExceptionOfType(CorruptDataException.class)
                    .isThrownBy(() -> repository.backup(source))
                    .withMessageContaining("Nobody can tell whether the keys have been rotated")
                    .withMessageContaining(FIRST_EPOCH);
            assertThat(repository.verify(VerifyLevel.STRUCTURE).findings())
                    .extracting(VerifyReport.Finding::object)
                    .containsExactly(FIRST_EPOCH);
        }
        open(store).close();
    }

    @Test
    @DisplayName(
            "is followed by prunes that move old packs to the new key in portions, those of the oldest epoch first")
    void isFollowedByPrunes() {
        source.items.clear();
        try (BackupRepository repository = create()) {
            for (int round = 0; round < 4; round++) {
                repository.backup(source.file("file " + round, random(10 + round)));
                if (round % 2 == 1) {
                    repository.rotateKeys(List.of(key()));
                }
            }
            NaiveCopy copy = NaiveCopy.of(source);
            PruneRequest one = PruneRequest.defaults().withReencrypt(1);
            assertThat(repository.plan(one.withReencrypt(0)).actions()).isEmpty();
            long before = repository.statistics().outdatedBytes();
            for (int left = 4; left > 0; left--) {
                Plan plan = repository.plan(one);
                assertThat(plan.overwrites()).isEqualTo(1);
                assertThat(plan.actions().get(0).reason()).contains("keys of epoch " + (left > 2 ? 0 : 1) + ";");
                PruneReport report = repository.run(one);
                assertThat(report.rewritten()).isEqualTo(1);
                assertThat(report.outdatedBytes()).isBetween((left - 1) * before / 5, (left - 1) * before / 3);
                assertThat(repository.statistics().outdatedBytes()).isEqualTo(report.outdatedBytes());
                Checks.assertSound(repository);
            }
            assertThat(repository.plan(one).actions()).isEmpty();
            Checks.assertRestores(repository, repository.restorePoint("latest"), copy, 1);
        }
    }

    private BackupRepository create() {
        return BackupRepository.create(store, key(), CrashScenario.options());
    }

    private static BackupRepository open(BackupStore store) {
        return BackupRepository.open(store, key(), CrashScenario.options());
    }

    private static Encryption key() {
        return Sealing.ENCRYPTED.encryption();
    }

    private List<String> names(String prefix) {
        return store.names().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    private static byte[] random(long seed) {
        byte[] bytes = new byte[300_000];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
