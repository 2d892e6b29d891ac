package io.backup4j.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.backup4j.api.BackupException;
import io.backup4j.api.BackupStore;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.StoreException;
import io.backup4j.api.WrongKeyException;
import io.backup4j.core.Argon2Parameters;
import io.backup4j.core.BackupReport;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.Encryption;
import io.backup4j.core.PruneRequest;
import io.backup4j.core.RepositoryOptions;
import io.backup4j.core.VerifyLevel;
import io.backup4j.core.VerifyReport;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.core.files.FileTreeTarget;
import io.backup4j.testkit.Damage;
import io.backup4j.testkit.Fault;
import io.backup4j.testkit.FaultyStore;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.StoreVerb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whole repositories in several places, of which some fail. */
class ReplicatedRepositoryTest {
    private final Encryption key = Encryption.password("p".toCharArray(), new Argon2Parameters(8, 1, 1));
    private InMemoryStore primary;
    private InMemoryStore one;
    private InMemoryStore two;
    private Map<RestorePointId, String> contents;
    private Path temp;

    @BeforeTry
    void begin() {
        primary = new InMemoryStore();
        one = new InMemoryStore();
        two = new InMemoryStore();
        contents = new HashMap<>();
        temp = newDirectory();
    }

    @AfterTry
    void removeFiles() throws IOException {
        try (var files = Files.walk(temp)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 25)
    @Label("F6, F7: replicas that fail at any calls never fail a backup, and where a point is said to be, it restores")
    void failingReplicas(
            @ForAll @Size(max = 6) Set<@IntRange(min = 1, max = 40) Integer> failuresOfOne,
            @ForAll @Size(max = 6) Set<@IntRange(min = 1, max = 40) Integer> failuresOfTwo)
            throws IOException {
        FaultyStore faultyOne = failing(one, failuresOfOne);
        FaultyStore faultyTwo = failing(two, failuresOfTwo);
        ReplicatedStore store = ReplicatedStore.of(primary.reopen(), List.of(faultyOne, faultyTwo));
        boolean warned = false;
        for (int i = 0; i < 3; i++) {
            warned |= backUp(store, "content " + i);
        }

        List<LocationStatus> status = ReplicatedStore.of(primary.reopen(), List.of(one.reopen(), two.reopen()))
                .status();
        assertThat(status.get(0).points()).isEqualTo(contents.keySet());
        assertThat(warned || store.status().stream().allMatch(location -> location.missing() == 0))
                .as("whoever is behind has been told of")
                .isTrue();
        assertRestores(primary, status.get(0).points());
        assertRestores(one, status.get(1).points());
        assertRestores(two, status.get(2).points());

        ReplicatedStore well = ReplicatedStore.of(primary.reopen(), List.of(one.reopen(), two.reopen()));
        assertThat(well.sync().isComplete()).isTrue();
        for (InMemoryStore location : List.of(primary, one, two)) {
            assertRestores(location, contents.keySet());
        }
    }

    @Example
    @Label("a rotation of the keys reaches every location, those that were away with the next sync")
    void rotation() throws IOException {
        Encryption removed = Encryption.password("q".toCharArray(), new Argon2Parameters(8, 1, 1));
        ReplicatedStore all = ReplicatedStore.of(primary.reopen(), List.of(one.reopen(), two.reopen()));
        backUp(all, "before");
        try (BackupRepository repository = BackupRepository.open(all, key, options())) {
            repository.addKey(removed, "");
        }
        ReplicatedStore oneIsAway = ReplicatedStore.of(primary.reopen(), List.of(two.reopen()));
        try (BackupRepository repository = BackupRepository.open(oneIsAway, key, options())) {
            repository.rotateKeys(List.of(key));
        }
        backUp(oneIsAway, "after");

        assertThat(ReplicatedStore.of(primary.reopen(), List.of(one.reopen(), two.reopen()))
                        .sync()
                        .isComplete())
                .isTrue();
        for (InMemoryStore location : List.of(primary, one, two)) {
            assertRestores(location, contents.keySet());
            assertThatExceptionOfType(WrongKeyException.class)
                    .isThrownBy(() -> BackupRepository.open(location.reopen(), removed));
        }
    }

    @Property(tries = 15)
    @Label("F11: a deleted point is gone from every location after a prune, from those that fail after the next sync")
    void deletion(@ForAll @Size(max = 4) Set<@IntRange(min = 1, max = 12) Integer> failedDeletes) throws IOException {
        FaultyStore faulty = FaultyStore.over(one.reopen());
        ReplicatedStore store = ReplicatedStore.of(primary.reopen(), List.of(faulty, two.reopen()));
        backUp(store, "first");
        backUp(store, "second");
        failedDeletes.forEach(call -> faulty.failAt(StoreVerb.DELETE, call, Fault.FAIL_BEFORE));
        RestorePointId gone = contents.keySet().iterator().next();
        try (BackupRepository repository = BackupRepository.open(store, key, options())) {
            repository.delete(gone);
            assertThat(repository.restorePoints()).extracting(RestorePoint::id).doesNotContain(gone);
            repository.run(PruneRequest.defaults());
        }
        contents.remove(gone);
        ReplicatedStore well = ReplicatedStore.of(primary.reopen(), List.of(one.reopen(), two.reopen()));
        well.sync();

        for (InMemoryStore location : List.of(primary, one, two)) {
            assertThat(location.names()).noneMatch(name -> name.contains(gone.value()));
            assertRestores(location, contents.keySet());
        }
    }

    @Property(tries = 40)
    @Label("F19: a damaged, unreadable or lost object is found, and healed from the location that has it")
    void healing(
            @ForAll @IntRange(max = 1_000) int object, @ForAll @IntRange(max = 3) int kind, @ForAll boolean inReplica)
            throws IOException {
        ReplicatedStore store = ReplicatedStore.of(primary.reopen(), List.of(one.reopen()));
        backUp(store, "first");
        backUp(store, "second");
        InMemoryStore hit = inReplica ? one : primary;
        List<String> names = hit.names().stream()
                .filter(name -> kind != 0 || !name.startsWith("points/"))
                .toList();
        String name = names.get(object % names.size());
        String done = damage(hit, name, kind);

        assertThat(store.heal(this::verified).healed()).as(done).containsExactly(name + " in memory");
        assertThat(hit.readAll(name)).isEqualTo((inReplica ? primary : one).readAll(name));
        assertThat(store.heal(this::verified)).isEqualTo(new HealReport(List.of(), List.of()));
    }

    @Property(tries = 40)
    @Label("what is damaged in every location is named for each of them, or fails where none can be opened")
    void damageEverywhere(@ForAll @IntRange(max = 1_000) int object, @ForAll @IntRange(min = 1, max = 3) int kind)
            throws IOException {
        ReplicatedStore store = ReplicatedStore.of(primary.reopen(), List.of(one.reopen()));
        backUp(store, "first");
        backUp(store, "second");
        List<String> names = primary.names();
        String name = names.get(object % names.size());
        String done = damage(primary, name, kind);
        damage(one, name, kind);
        byte[] damaged = primary.readAll(name);
        byte[] config = primary.readAll("config");

        if (name.matches("config|keys/.*")) {
            assertThatExceptionOfType(BackupException.class).as(done).isThrownBy(() -> store.heal(this::verified));
        } else {
            HealReport report = store.heal(this::verified);
            assertThat(report.isSound()).as(done).isFalse();
            assertThat(report.healed()).as(done).isEmpty();
            assertThat(report.damaged()).as(done).contains(name + " in memory");
        }
        assertThat(primary.readAll(name)).isEqualTo(damaged);
        assertThat(one.readAll("config")).isEqualTo(config);
    }

    @Example
    @Label("with the wrong password nothing is healed, and that is said")
    void healingWithTheWrongKey() throws IOException {
        ReplicatedStore store = ReplicatedStore.of(primary.reopen(), List.of(one.reopen(), two.reopen()));
        backUp(store, "first");
        Encryption wrong = Encryption.password("q".toCharArray(), new Argon2Parameters(8, 1, 1));

        assertThatExceptionOfType(WrongKeyException.class)
                .isThrownBy(() -> store.heal(location -> {
                    try (BackupRepository repository = BackupRepository.open(location, wrong, options())) {
                        return repository.verify(VerifyLevel.EVERY_BYTE);
                    }
                }));
    }

    @Example
    @Label("a location that cannot be opened after its door was replaced is named with the reason")
    void locationThatStaysClosed() throws IOException {
        ReplicatedStore store = ReplicatedStore.of(primary.reopen(), List.of(one.reopen()));
        backUp(store, "first");
        int[] asked = new int[1];

        HealReport report = store.heal(location -> {
            if (asked[0]++ > 0) {
                throw new StoreException("It does not open");
            }
            return verified(location);
        });
        assertThat(report.damaged()).containsExactly("memory, which cannot be opened: It does not open");
    }

    @Example
    @Label("damage of a key slot that another one stands in for is named where it is the same everywhere")
    void damagedSlotBesideASoundOne() throws IOException {
        ReplicatedStore store = ReplicatedStore.of(primary.reopen(), List.of(one.reopen()));
        backUp(store, "first");
        String first = nameBelow("keys/");
        try (BackupRepository repository = BackupRepository.open(store, key, options())) {
            repository.addKey(Encryption.password("q".toCharArray(), new Argon2Parameters(8, 1, 1)), "");
        }
        String second = primary.names().stream()
                .filter(name -> name.startsWith("keys/") && !name.equals(first))
                .findFirst()
                .orElseThrow();
        damage(primary, second, 2);
        damage(one, second, 2);

        assertThat(store.heal(this::verified).damaged()).contains("keys/ in memory");
        damage(one, second, 2);
        assertThat(store.heal(this::verified)).isEqualTo(new HealReport(List.of(second + " in memory"), List.of()));
    }

    @Example
    @Label(
            "of two places that nobody can open, for want of a config here and of a key slot there, each heals the other")
    void healingOfDoors() throws IOException {
        ReplicatedStore store = ReplicatedStore.of(primary.reopen(), List.of(one.reopen()));
        backUp(store, "first");
        String slot = nameBelow("keys/");
        for (boolean swapped : List.of(false, true)) {
            damage(swapped ? one : primary, "config", 2);
            damage(swapped ? primary : one, slot, 2);

            assertThat(store.heal(this::verified).healed())
                    .containsExactlyInAnyOrder("config in memory", slot + " in memory");
            assertThat(one.readAll(slot)).isEqualTo(primary.readAll(slot));
            assertRestores(primary, contents.keySet());
            assertRestores(one, contents.keySet());
        }
    }

    @Example
    @Label("healing a lost door brings no damage along")
    void healingByADamagedPlace() throws IOException {
        ReplicatedStore store = ReplicatedStore.of(primary.reopen(), List.of(one.reopen()));
        backUp(store, "first");
        try (BackupRepository repository = BackupRepository.open(store, key, options())) {
            repository.rotateKeys(List.of(key));
        }
        String epoch = nameBelow("keys/epochs/");
        byte[] sound = primary.readAll(epoch);
        damage(primary, "config", 2);
        damage(one, epoch, 2);

        assertThat(store.heal(this::verified).healed())
                .containsExactlyInAnyOrder("config in memory", epoch + " in memory");
        assertThat(primary.readAll(epoch)).isEqualTo(sound);
        assertThat(one.readAll(epoch)).isEqualTo(sound);
    }

    @Example
    @Label("a point is healed from where only its pack was damaged")
    void healingByWhatHadToBeHealed() throws IOException {
        ReplicatedStore store = ReplicatedStore.of(primary.reopen(), List.of(one.reopen()));
        backUp(store, "first");
        String point = nameBelow("points/");
        String pack = nameBelow("packs/");
        damage(primary, point, 2);
        damage(one, pack, 1);

        assertThat(store.heal(this::verified).healed())
                .containsExactlyInAnyOrder(point + " in memory", pack + " in memory");
        assertThat(store.heal(this::verified).healed()).isEmpty();
    }

    private String nameBelow(String prefix) {
        return primary.names().stream()
                .filter(name -> name.startsWith(prefix))
                .findFirst()
                .orElseThrow();
    }

    @Property(tries = 30)
    @Label(
            "F20: a location that dies at any call leaves every earlier point intact in all of them, and the repository usable")
    void dying(
            @ForAll @IntRange(min = 1, max = 30) int call,
            @ForAll boolean primaryDies,
            @ForAll boolean after,
            @ForAll boolean stored)
            throws IOException {
        ReplicatedStore well = ReplicatedStore.of(primary.reopen(), List.of(one.reopen()));
        backUp(well, "first");
        FaultyStore dying = FaultyStore.over((primaryDies ? primary : one).reopen());
        Fault fault = after ? Fault.DIE_AFTER : Fault.DIE_BEFORE;
        // Counted over what is stored too, as most calls of a backup are reads.
        FaultyStore planned = stored ? dying.failAt(StoreVerb.PUT, 1 + call % 4, fault) : dying.failAt(call, fault);
        ReplicatedStore store = primaryDies
                ? ReplicatedStore.of(planned, List.of(one.reopen()))
                : ReplicatedStore.of(primary.reopen(), List.of(planned));
        boolean failed = isFailing(store);

        assertThat(failed && !primaryDies).as("a replica fails a backup").isFalse();
        backUp(well, "third");
        assertThat(well.sync().isComplete()).isTrue();
        for (InMemoryStore location : List.of(primary, one)) {
            assertRestores(location, contents.keySet());
            assertThat(verified(location).isClean()).isTrue();
        }
    }

    private boolean isFailing(ReplicatedStore store) throws IOException {
        try {
            backUp(store, "second");
            return false;
        } catch (BackupException died) {
            return true;
        }
    }

    private static String damage(InMemoryStore hit, String name, int kind) {
        Damage damage = Damage.to(hit);
        return switch (kind) {
            case 0 -> damage.delete(name);
            case 1 -> damage.truncateBy(name, 1);
            case 2 -> damage.flipBit(name, hit.readAll(name).length / 2, 5);
            default -> {
                hit.makeUnreadable(name, hit.readAll(name).length / 2, 1);
                yield "Made a byte of " + name + " unreadable";
            }
        };
    }

    private VerifyReport verified(BackupStore location) {
        try (BackupRepository repository = BackupRepository.open(location, key, options())) {
            return repository.verify(VerifyLevel.EVERY_BYTE);
        }
    }

    /** Returns whether the report warns of anything. */
    private boolean backUp(ReplicatedStore store, String content) throws IOException {
        Path data = Files.createDirectories(temp.resolve("data"));
        Files.writeString(data.resolve("file"), content);
        byte[] noise = new byte[20_000];
        new Random(content.hashCode()).nextBytes(noise);
        Files.write(data.resolve("noise"), noise);
        try (BackupRepository repository = BackupRepository.openOrCreate(store, key, options())) {
            BackupReport report = repository.run(BackupRequest.of(FileTreeSource.of(data)));
            assertThat(report.point().status()).isEqualTo(RestorePoint.Status.COMPLETE);
            contents.put(report.point().id(), content);
            return report.issues().stream().anyMatch(issue -> issue.severity() == EntryIssue.Severity.WARNING);
        }
    }

    private void assertRestores(InMemoryStore location, Set<RestorePointId> points) throws IOException {
        if (points.isEmpty()) {
            return;
        }
        try (BackupRepository repository = BackupRepository.open(location.reopen(), key, options())) {
            for (RestorePointId id : points) {
                Path target = Files.createTempDirectory(temp, "restored");
                repository.restore(repository.restorePoint(id.value()), FileTreeTarget.into(target));
                assertThat(target.resolve("file")).hasContent(contents.get(id));
                assertThat(target.resolve("noise")).hasSize(20_000);
            }
        }
    }

    private static FaultyStore failing(InMemoryStore store, Set<Integer> calls) {
        FaultyStore faulty = FaultyStore.over(store.reopen());
        calls.forEach(call -> faulty.failAt(call, call % 2 == 0 ? Fault.FAIL_BEFORE : Fault.FAIL_AFTER));
        return faulty;
    }

    private static RepositoryOptions options() {
        return RepositoryOptions.defaults().withWorkers(1);
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("backup4j-replicas");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
