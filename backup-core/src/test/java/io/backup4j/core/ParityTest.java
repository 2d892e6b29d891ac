package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.BackupException;
import io.backup4j.api.BackupStore;
import io.backup4j.api.ForwardingStore;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.VerifyReport.Severity;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.store.HealReport;
import io.backup4j.core.store.ReplicatedStore;
import io.backup4j.testkit.Damage;
import io.backup4j.testkit.Fault;
import io.backup4j.testkit.FaultyStore;
import io.backup4j.testkit.InMemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Parity over real packs, from being made to giving them back. */
@DisplayName("Parity")
final class ParityTest {
    private static final int PACKS = 17;
    private static final ParityReport NOTHING_DONE = new ParityReport(0, 0, 0, 0, 16, 1, 0, List.of());
    private static final Map<Sealing, Sample> SAMPLES = new EnumMap<>(Sealing.class);

    private InMemoryStore store = new InMemoryStore();
    private Damage damage = Damage.to(store);

    /** A repository of many small packs, one for each point, and what its points hold. */
    private record Sample(InMemoryStore store, List<RestorePoint> points, List<NaiveCopy> copies) {}

    private static synchronized Sample sample(Sealing sealing) {
        return SAMPLES.computeIfAbsent(sealing, ParityTest::makeSample);
    }

    private static Sample makeSample(Sealing sealing) {
        Sample sample = new Sample(new InMemoryStore(), new ArrayList<>(), new ArrayList<>());
        try (BackupRepository repository =
                BackupRepository.create(sample.store, sealing.encryption(), CrashScenario.options())) {
            for (int number = 0; number < PACKS; number++) {
                MemorySource source = new MemorySource().file("file " + number, random(number, 50_000));
                sample.points.add(repository.backup(source));
                sample.copies.add(NaiveCopy.of(source));
            }
        }
        return sample;
    }

    @BeforeEach
    void start() {
        load(Sealing.ENCRYPTED);
    }

    private void load(Sealing sealing) {
        store = sample(sealing).store;
        load(objects());
    }

    private void load(Map<String, byte[]> objects) {
        store = new InMemoryStore();
        damage = Damage.to(store);
        objects.forEach(store::overwrite);
    }

    private Map<String, byte[]> objects() {
        return store.names().stream().collect(Collectors.toMap(name -> name, store::readAll));
    }

    private static BackupRepository open(BackupStore store) {
        return open(store, Sealing.ENCRYPTED);
    }

    private static BackupRepository open(BackupStore store, Sealing sealing) {
        return BackupRepository.open(store, sealing.encryption(), CrashScenario.options());
    }

    private List<String> names(String directory) {
        return store.names().stream().filter(name -> name.startsWith(directory)).toList();
    }

    @ParameterizedTest
    @EnumSource(Sealing.class)
    @DisplayName("gives back every pack of a group, whichever is lost, so that nothing is")
    void givesBackEveryPack(Sealing sealing) {
        load(sealing);
        try (BackupRepository repository = open(store, sealing)) {
            ParityReport made = repository.run(ParityRequest.renewal());
            assertThat(made.packsInGroups()).isEqualTo(16);
            assertThat(made.packsAlone()).isEqualTo(1);
            assertThat(made.bytesStored()).isEqualTo(bytes(names("parity/")));
            RepositoryStatistics figures = repository.statistics();
            assertThat(figures.parityBytes()).isEqualTo(made.bytesStored());
            assertThat(figures.coveredBytes()).isEqualTo(bytes(names("packs/")));
            Checks.assertSound(repository);
        }
        Map<String, byte[]> objects = objects();
        int rebuilt = 0;
        for (String pack : names("packs/")) {
            load(objects);
            damage.delete(pack);
            try (BackupRepository repository = open(store, sealing)) {
                RepairReport report = repository.run(RepairRequest.defaults());
                if (report.packsRebuilt() == 1) {
                    rebuilt++;
                    assertRepaired(report, 1);
                    assertEverythingIsThere(repository, sealing);
                } else {
                    assertThat(report.losses()).isNotEmpty();
                }
            }
        }
        // One has found no fifteen others.
        assertThat(rebuilt).isEqualTo(PACKS - 1);
    }

    @Test
    @DisplayName("is named in the plan of a repair that will use it")
    void isNamedInThePlan() {
        try (BackupRepository repository = open(store)) {
            repository.run(ParityRequest.renewal());
            damage.delete(largest(names("packs/")));
            Plan plan = repository.plan(RepairRequest.defaults());
            assertThat(plan.notes()).isEmpty();
            assertThat(plan.actions())
                    .singleElement()
                    .satisfies(action ->
                            assertThat(action.reason()).contains("given back by " + largest(names("parity/"))));

            damage.zero(names("packs/").get(3), 40, 40_000);
            damage.zero(names("packs/").get(4), 40, 40_000);
            Plan more = repository.plan(RepairRequest.defaults());
            assertThat(more.notes()).anyMatch(note -> note.startsWith("Hit: "));
        }
    }

    private static void assertRepaired(RepairReport report, long rebuilt) {
        assertThat(report.losses()).isEmpty();
        assertThat(report.replaced()).isEmpty();
        assertThat(report.notes()).isEmpty();
        assertThat(report.packs()).isEqualTo(rebuilt);
        assertThat(report.packsRebuilt()).isEqualTo(rebuilt);
        assertThat(report.chunksKept()).isPositive();
    }

    private static void assertEverythingIsThere(BackupRepository repository, Sealing sealing) {
        Checks.assertSound(repository);
        Sample sample = sample(sealing);
        for (int number = 0; number < PACKS; number++) {
            Checks.assertRestores(repository, sample.points.get(number), sample.copies.get(number), 1);
        }
    }

    private long bytes(List<String> names) {
        return names.stream().mapToLong(name -> store.readAll(name).length).sum();
    }

    @Test
    @DisplayName("gives back the last mebibyte of a full pack that stands alone, with its directory")
    void givesBackAHole() {
        InMemoryStore full = new InMemoryStore();
        RepositoryOptions onePackAtATime = CrashScenario.options().withMemoryCeiling(64 << 20);
        MemorySource source = new MemorySource().file("large", random(1, 20 << 20));
        try (BackupRepository repository =
                BackupRepository.create(full, Sealing.ENCRYPTED.encryption(), onePackAtATime)) {
            RestorePoint point = repository.backup(source);
            ParityReport made = repository.run(ParityRequest.renewal());
            assertThat(made.packsAlone()).isEqualTo(2);
            assertThat(made.bytesStored() / (double) (20 << 20)).isLessThan(0.07);
            String pack = full.names().stream()
                    .filter(name -> name.startsWith("packs/"))
                    .max((one, other) -> full.readAll(one).length - full.readAll(other).length)
                    .orElseThrow();
            Damage.to(full).zero(pack, full.readAll(pack).length - (1 << 20), 1 << 20);
            assertRepaired(repository.run(RepairRequest.defaults()), 1);
            Checks.assertRestores(repository, point, NaiveCopy.of(source), 1);
            Checks.assertSound(repository);
        }
    }

    @Test
    @DisplayName("is planned as it is made, made once, and removed when that is asked for")
    void isMadeOnceAndRemoved() {
        try (BackupRepository repository = open(store)) {
            Plan plan = repository.plan(ParityRequest.renewal());
            assertThat(names("parity/")).isEmpty();
            ParityReport made = repository.run(ParityRequest.renewal());
            assertThat(made.objectsStored()).isEqualTo(2).isEqualTo(plan.creates());
            assertThat(made.bytesStored()).isEqualTo(plan.bytes());
            assertThat(repository.run(ParityRequest.renewal())).isEqualTo(NOTHING_DONE);

            Plan removal = repository.plan(ParityRequest.removal());
            ParityReport removed = repository.run(ParityRequest.removal());
            assertThat(removed.objectsRemoved()).isEqualTo(2).isEqualTo(removal.deletes());
            assertThat(removed.bytesRemoved()).isEqualTo(made.bytesStored()).isEqualTo(removal.frees());
            assertThat(removed.packsUncovered()).isEqualTo(PACKS);
            assertThat(names("parity/")).isEmpty();
        }
    }

    @Test
    @DisplayName("of single packs gives way to groups")
    void singlesGiveWay() {
        InMemoryStore growing = new InMemoryStore();
        try (BackupRepository repository =
                BackupRepository.create(growing, Sealing.ENCRYPTED.encryption(), CrashScenario.options())) {
            for (int number = 0; number < 16; number++) {
                repository.backup(new MemorySource().file("file " + number, random(number, 50_000)));
                if (number == 7) {
                    assertThat(repository.run(ParityRequest.renewal()).packsAlone())
                            .isEqualTo(8);
                }
            }
            Plan plan = repository.plan(ParityRequest.renewal());
            assertThat(plan.creates()).isEqualTo(1);
            assertThat(plan.deletes()).isEqualTo(8);
            ParityReport report = repository.run(ParityRequest.renewal());
            assertThat(report.objectsRemoved()).isEqualTo(8);
            assertThat(report.packsInGroups()).isEqualTo(16);
            assertThat(growing.names().stream().filter(name -> name.startsWith("parity/")))
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName("goes with packs that a prune removes, and is made anew for the others")
    void goesWithItsPacks() {
        try (BackupRepository repository = open(store)) {
            repository.run(ParityRequest.renewal());
            repository.delete(sample(Sealing.ENCRYPTED).points.get(3).id());
            repository.delete(sample(Sealing.ENCRYPTED).points.get(4).id());
            repository.run(PruneRequest.defaults());
            Checks.assertSound(repository);
            assertThat(names("parity/")).hasSizeLessThan(2);
            ParityReport report = repository.run(ParityRequest.renewal());
            assertThat(report.packsUncovered()).isZero();
            assertThat(report.packsAlone()).isEqualTo(names("packs/").size());
        }
    }

    @Test
    @DisplayName("is not made over a pack that is damaged, which is named")
    void leavesOutWhatIsDamaged() {
        String pack = names("packs/").get(5);
        damage.flipBit(pack, 1000, 1);
        try (BackupRepository repository = open(store)) {
            ParityReport report = repository.run(ParityRequest.renewal());
            assertThat(report.packsInGroups()).isEqualTo(16);
            assertThat(report.packsUncovered()).isEqualTo(1);
            assertThat(report.notes()).singleElement().asString().contains(pack, "SHA-256");
        }
    }

    @Test
    @DisplayName("of which a part is damaged is found, of use all the same, and replaced")
    void mayBeDamagedItself() {
        try (BackupRepository repository = open(store)) {
            repository.run(ParityRequest.renewal());
            String group = largest(names("parity/"));
            damage.flipBit(group, -40, 1);
            VerifyReport found = repository.verify(VerifyLevel.EVERY_BYTE);
            assertThat(found.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.object()).isEqualTo(group);
                assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            });
            String pack = largest(names("packs/"));
            damage.flipBit(pack, 100, 1);

            RepairReport report = repository.run(RepairRequest.defaults());
            assertRepaired(report, 1);
            assertThat(report.removed()).containsExactly(group);
            assertEverythingIsThere(repository, Sealing.ENCRYPTED);
            assertThat(repository.run(ParityRequest.renewal()).packsUncovered()).isZero();
        }
    }

    private String largest(List<String> names) {
        return names.stream()
                .max((one, other) -> store.readAll(one).length - store.readAll(other).length)
                .orElseThrow();
    }

    @Test
    @DisplayName("knows of a pack that is lost together with its index segment")
    void knowsPacksThatNobodyElseKnows() {
        try (BackupRepository repository = open(store)) {
            repository.run(ParityRequest.renewal());
            String pack = largest(names("packs/"));
            damage.delete(pack);
            names("index/").forEach(damage::delete);
            assertThat(repository.verify(VerifyLevel.STRUCTURE).findings())
                    .anySatisfy(finding -> assertThat(finding.object()).isEqualTo(pack));
            assertThat(repository.run(ParityRequest.renewal()).notes())
                    .singleElement()
                    .asString()
                    .contains(pack);

            assertRepaired(repository.run(RepairRequest.defaults()), 1);
            assertEverythingIsThere(repository, Sealing.ENCRYPTED);
        }
    }

    @Test
    @DisplayName(
            "that somebody has forged, who may only create objects, hides nothing that can be read of a damaged pack")
    void forgedHidesNothing() {
        String pack = largest(names("packs/"));
        damage.zero(pack, 100, 16);
        Map<String, byte[]> damaged = objects();
        RepairReport without;
        try (BackupRepository repository = open(store)) {
            without = repository.run(RepairRequest.defaults());
        }
        assertThat(without.chunksKept()).isPositive();
        load(damaged);
        store.overwrite("parity/" + "0".repeat(32), forged(pack));
        try (BackupRepository repository = open(store)) {
            assertThat(repository.run(RepairRequest.defaults()).chunksKept()).isEqualTo(without.chunksKept());
        }
    }

    /** Parity (FORMAT 18) that says of a pack that it has 100 bytes, all 0: nothing in it is sealed. */
    private static byte[] forged(String pack) {
        byte[] id = HexFormat.of().parseHex(pack.substring(pack.lastIndexOf('/') + 1));
        byte[] segment = new byte[100];
        byte[] check = Arrays.copyOf(sha256(segment), 16);
        byte[] strips = new ByteWriter(64)
                .varint(1)
                .raw(id)
                .varint(100)
                .varint(0)
                .varint(100)
                .toByteArray();
        ByteWriter parity = new ByteWriter(400)
                .raw("BK4JY".getBytes(StandardCharsets.US_ASCII))
                .raw(new byte[] {1, 0, 0})
                .u32(strips.length)
                .raw(strips);
        parity.raw(sha256(parity.toByteArray())).raw(check).raw(check).raw(segment);
        return parity.raw(sha256(parity.toByteArray())).toByteArray();
    }

    private static byte[] sha256(byte[] bytes) {
        return NaiveCopy.sha256(bytes).toByteArray();
    }

    @Test
    @DisplayName(
            "gives back several packs of a group that are damaged at different places, and keeps the others where they are not")
    void givesBackSeveral() {
        try (BackupRepository repository = open(store)) {
            repository.run(ParityRequest.renewal());
            List<String> packs = names("packs/").stream()
                    .sorted((one, other) -> store.readAll(other).length - store.readAll(one).length)
                    .limit(3)
                    .toList();
            IntStream.range(0, 3).forEach(number -> damage.zero(packs.get(number), 1 + number * 16_384, 16_000));
            assertRepaired(repository.run(RepairRequest.defaults()), 3);
            assertEverythingIsThere(repository, Sealing.ENCRYPTED);
        }
    }

    static Stream<Arguments> everyCall() {
        FaultyStore counting = FaultyStore.over(copyOfSample());
        try (BackupRepository repository = open(counting)) {
            repository.run(ParityRequest.renewal());
        }
        List<Fault> all = List.of(Fault.FAIL_BEFORE, Fault.FAIL_AFTER, Fault.DIE_BEFORE, Fault.DIE_AFTER);
        return IntStream.rangeClosed(1, counting.calls())
                .mapToObj(call -> Arguments.of(call, all.get(call % all.size())));
    }

    /** Half of its packs have singles already, which give way to the group. */
    private static InMemoryStore copyOfSample() {
        ParityTest test = new ParityTest();
        test.start();
        Map<String, byte[]> later = new HashMap<>();
        test.names("packs/").stream().limit(9).forEach(name -> {
            later.put(name, test.store.readAll(name));
            test.store.remove(name);
        });
        try (BackupRepository repository = open(test.store)) {
            repository.run(ParityRequest.renewal());
        }
        later.forEach(test.store::overwrite);
        return test.store;
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    @DisplayName("may fail or be killed at any call, and is gone on with")
    void mayBeKilled(int call, Fault fault) {
        store = copyOfSample();
        try (BackupRepository repository = open(FaultyStore.over(store).failAt(call, fault))) {
            repository.run(ParityRequest.renewal());
        } catch (BackupException e) {
            assertThat(e).hasMessageMatching("(?s)[A-Z].*");
        }
        try (BackupRepository repository = open(store.reopen())) {
            assertThat(repository.verify(VerifyLevel.STRUCTURE).findings()).isEmpty();
            repository.run(ParityRequest.renewal());
            assertThat(repository.run(ParityRequest.renewal())).isEqualTo(NOTHING_DONE);
            Checks.assertSound(repository);
        }
        store.assertNothingOpen();
    }

    static Stream<Arguments> someCallsOfARepair() {
        FaultyStore counting = FaultyStore.over(oneLost());
        try (BackupRepository repository = open(counting)) {
            repository.run(RepairRequest.defaults());
        }
        List<Fault> all = List.of(Fault.DIE_BEFORE, Fault.FAIL_AFTER, Fault.DIE_AFTER, Fault.FAIL_BEFORE);
        return IntStream.iterate(1, call -> call <= counting.calls(), call -> call + 13)
                .mapToObj(call -> Arguments.of(call, all.get(call % all.size())));
    }

    /** Its group and the index still know the pack. */
    private static InMemoryStore oneLost() {
        ParityTest test = new ParityTest();
        test.start();
        try (BackupRepository repository = open(test.store)) {
            repository.run(ParityRequest.renewal());
        }
        test.damage.delete(test.largest(test.names("packs/")));
        return test.store;
    }

    @ParameterizedTest
    @MethodSource("someCallsOfARepair")
    @DisplayName("is there until a repair that uses it has stored what it gave back, whenever that is killed")
    void outlivesARepairThatIsKilled(int call, Fault fault) {
        store = oneLost();
        try (BackupRepository repository = open(FaultyStore.over(store).failAt(call, fault))) {
            repository.run(RepairRequest.defaults());
        } catch (BackupException e) {
            assertThat(e).hasMessageMatching("(?s)[A-Z].*");
        }
        try (BackupRepository repository = open(store.reopen())) {
            RepairReport report = repository.run(RepairRequest.defaults());
            assertThat(report.losses()).isEmpty();
            assertThat(report.replaced()).isEmpty();
            assertEverythingIsThere(repository, Sealing.ENCRYPTED);
        }
    }

    @Test
    @DisplayName("is brought to replicas, and healed from them")
    void isReplicated() throws IOException {
        try (BackupRepository repository = open(store.reopen())) {
            repository.run(ParityRequest.renewal());
        }
        InMemoryStore replica = new InMemoryStore();
        ReplicatedStore both = ReplicatedStore.of(store, List.of(replica));
        assertThat(both.sync().isComplete()).isTrue();
        String group = largest(names("parity/"));
        assertThat(replica.readAll(group)).isEqualTo(store.readAll(group));

        damage.flipBit(group, -1, 0);
        HealReport healed = both.heal(location -> {
            try (BackupRepository repository = open(location)) {
                return repository.verify(VerifyLevel.EVERY_BYTE);
            }
        });
        assertThat(healed.healed()).containsExactly(group + " in memory");
        assertThat(healed.isSound()).isTrue();
        assertThat(store.readAll(group)).isEqualTo(replica.readAll(group));
    }

    /** Calls of a run that another one gets between. */
    private enum Meanwhile {
        PRUNE {
            @Override
            void act(BackupRepository other) {
                other.restorePoints().stream().limit(3).forEach(point -> other.delete(point.id()));
                other.run(PruneRequest.defaults());
            }
        },
        PARITY {
            @Override
            void act(BackupRepository other) {
                other.run(ParityRequest.renewal());
            }
        },
        REMOVAL {
            @Override
            void act(BackupRepository other) {
                other.run(ParityRequest.removal());
            }
        };

        abstract void act(BackupRepository other);
    }

    @ParameterizedTest
    @EnumSource(Meanwhile.class)
    @DisplayName("is safe beside prunes and other runs of parity, whenever they come")
    void isSafeBesideOthers(Meanwhile meanwhile) {
        for (int moment = 1; moment <= 40; moment += 3) {
            store = copyOfSample();
            try (BackupRepository other = open(store.reopen());
                    BackupRepository repository = open(interrupted(moment, () -> meanwhile.act(other)))) {
                repository.run(ParityRequest.renewal());
                Checks.assertSound(other);
                other.run(ParityRequest.renewal());
                ParityReport end = other.run(ParityRequest.renewal());
                assertThat(end.packsUncovered()).isZero();
                assertThat(end.objectsStored() + end.objectsRemoved()).isZero();
                assertThat(end.notes()).isEmpty();
            }
        }
    }

    private BackupStore interrupted(int moment, Runnable action) {
        return new ForwardingStore(store) {
            private int reads;

            @Override
            public InputStream read(String name, long offset, long length) throws IOException {
                if (++reads == moment) {
                    action.run();
                }
                return super.read(name, offset, length);
            }
        };
    }

    private static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
