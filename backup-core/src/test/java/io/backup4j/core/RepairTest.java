package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.BackupException;
import io.backup4j.api.BackupSource;
import io.backup4j.api.ByteString;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.core.DamageCase.Deed;
import io.backup4j.core.DamageCase.Place;
import io.backup4j.testkit.Fault;
import io.backup4j.testkit.FaultyStore;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.MemoryTarget;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a repair makes of every kind of damage (F19). */
@DisplayName("Repair")
final class RepairTest {
    /** Where nothing but what the damage itself took away is lost; not when the objects of two points have changed places. */
    private static final Set<Place> HARMLESS = Set.of(
            Place.KEY_SLOT,
            Place.EPOCH,
            Place.INDEX,
            Place.PACK_DIRECTORY,
            Place.PACK_FOOTER,
            Place.ANNOTATION,
            Place.DELETION,
            Place.CLOSING,
            Place.RESOLVED,
            Place.PARITY);

    private static final Set<Deed> IN_PLACE = Set.of(Deed.FLIP, Deed.ZERO, Deed.UNREADABLE, Deed.NEW_VERSION);

    private static final Pattern RANGE = Pattern.compile("(\\d+) to (\\d+)");
    private static final boolean IS_CAMPAIGN = Integer.getInteger("campaign.factor", 1) > 1;

    /** Without a config nothing can be opened, and so nothing repaired. */
    static Stream<DamageCase> cases() {
        return DamageProductTest.cases()
                .filter(damage -> damage.place() != Place.CONFIG)
                .filter(damage -> IS_CAMPAIGN || damage.repository().sealing == Sealing.ENCRYPTED);
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("leaves a repository that is clean, keeps all that is sound, and says what is lost")
    void leavesTheRepositoryClean(DamageCase damage) {
        InMemoryStore store = damage.repository().store();
        String done = damage.apply(store);
        Optional<BackupRepository> opened = open(store, damage);
        if (opened.isEmpty()) {
            return;
        }
        try (BackupRepository repository = opened.get()) {
            boolean wasClean = repository.verify(VerifyLevel.EVERY_BYTE).isClean();
            Plan plan = repository.plan(RepairRequest.defaults());
            assertThat(plan.deletes() + plan.overwrites() + plan.notes().size() == 0)
                    .as("%s: %s", done, plan)
                    .isEqualTo(wasClean);

            RepairReport report = repository.run(RepairRequest.defaults());

            assertThat(report.notes()).as(done).isEmpty();
            Checks.assertSound(repository);
            assertKeepsWhatIsSound(repository, damage, report);
            assertNothingLeftToDo(repository);
            if (HARMLESS.contains(damage.place()) && IN_PLACE.contains(damage.deed())) {
                assertThat(report.losses()).as(done).isEmpty();
                assertThat(report.replaced()).as(done).isEmpty();
            }
            assertPutsBack(repository);
        }
        store.assertNothingOpen();
    }

    private static Optional<BackupRepository> open(InMemoryStore store, DamageCase damage) {
        try {
            return Optional.of(DamageProductTest.open(store, damage));
        } catch (BackupException e) {
            return Optional.empty();
        }
    }

    /** Each point, or what replaces it, gives back what it held, but for what is named as lost. */
    private static void assertKeepsWhatIsSound(BackupRepository repository, DamageCase damage, RepairReport report) {
        Map<RestorePointId, Optional<RestorePointId>> replaced = report.replaced().stream()
                .collect(Collectors.toMap(RepairReport.Replaced::damaged, RepairReport.Replaced::by));
        DamagedRepository made = damage.repository();
        for (int number = 0; number < 3; number++) {
            RestorePointId id = made.points.get(number).id();
            boolean isGone = damage.place() == Place.POINT && damage.deed() == Deed.DELETE && number == 1;
            Optional<RestorePointId> now = isGone ? Optional.empty() : replaced.getOrDefault(id, Optional.of(id));
            if (now.isPresent()) {
                assertKeepsWhatIsSound(repository, now.get(), made.copies.get(number), lost(report, id));
            } else if (!isGone) {
                assertThat(report.losses()).anyMatch(loss -> loss.point().equals(id));
            }
        }
    }

    private static Set<String> lost(RepairReport report, RestorePointId point) {
        return report.losses().stream()
                .filter(loss -> loss.point().equals(point))
                .map(loss -> loss.path() == null ? "" : loss.path().toString())
                .collect(Collectors.toSet());
    }

    private static void assertKeepsWhatIsSound(
            BackupRepository repository, RestorePointId id, NaiveCopy copy, Set<String> lost) {
        RestorePoint point = repository.restorePoint(id.value());
        MemoryTarget target = new MemoryTarget(1);
        assertThat(repository.restore(point, target).issues()).isEmpty();
        target.contents()
                .forEach((path, content) -> assertThat(content)
                        .as(path.toString())
                        .isEqualTo(copy.items().get(path).content()));
        Set<String> missing = new HashSet<>();
        copy.items().keySet().stream()
                .filter(path -> !target.contents().containsKey(path))
                .map(EntryPath::toString)
                .forEach(missing::add);
        // A piece of the list that is lost names no paths.
        assertThat(lost.contains("") || lost.equals(missing))
                .as("%s instead of %s", lost, missing)
                .isTrue();
        assertThat(point.status() == RestorePoint.Status.COMPLETE).isEqualTo(missing.isEmpty());
    }

    private static void assertNothingLeftToDo(BackupRepository repository) {
        RepairReport again = repository.run(RepairRequest.defaults());
        assertThat(again).isEqualTo(new RepairReport(List.of(), 0, 0, 0, 0, List.of(), List.of(), List.of()));
    }

    /** The next backup of the same content stores what is lost again, by itself. */
    private static void assertPutsBack(BackupRepository repository) {
        MemorySource again = DamagedRepository.addTo(new MemorySource(), 0);
        DamagedRepository.addTo(DamagedRepository.addTo(again, 1), 2);
        Checks.assertRestores(repository, repository.backup(again), NaiveCopy.of(again), 2);
        Checks.assertSound(repository);
    }

    @ParameterizedTest
    @EnumSource(Sealing.class)
    @DisplayName("names exactly the bytes that are lost, and keeps the blocks beside them")
    void namesTheBytes(Sealing sealing) {
        DamageCase damage = new DamageCase(DamagedRepository.of(sealing), Place.PACK_MIDDLE, Deed.FLIP);
        InMemoryStore store = damage.repository().store();
        damage.apply(store);
        try (BackupRepository repository = DamageProductTest.open(store, damage)) {
            RepairReport report = repository.run(RepairRequest.defaults());
            assertThat(report.packs()).isEqualTo(1);
            assertThat(report.losses()).isNotEmpty().allSatisfy(loss -> {
                assertThat(String.valueOf(loss.path())).startsWith("directory 1/file ");
                assertThat(loss.offset() + loss.length()).isBetween(1L, 150_000L);
                assertThat(loss.length()).isPositive();
            });
            // Points 1 and 2 hold what was stored with point 1.
            assertThat(report.replaced())
                    .extracting(RepairReport.Replaced::damaged)
                    .containsExactlyInAnyOrder(
                            damage.repository().points.get(1).id(),
                            damage.repository().points.get(2).id());
            assertThat(repository.deletedPoints())
                    .extracting(RestorePoint::id)
                    .contains(damage.repository().points.get(1).id());
            assertThat(store.names()).doesNotContain(damage.object());
        }
    }

    @Test
    @DisplayName(
            "is not needed to restore what is left: with zeros where the user wants them, and else without the entries that are hit")
    void leavesHolesToTheUser() {
        DamageCase damage = lostBlock();
        InMemoryStore store = damage.repository().store();
        damage.apply(store);
        RestorePoint point = damage.repository().points.get(1);
        NaiveCopy copy = damage.repository().copies.get(1);
        try (BackupRepository repository = DamageProductTest.open(store, damage)) {
            MemoryTarget without = new MemoryTarget(1);
            RestoreReport left = repository.restore(point, without);
            MemoryTarget target = new MemoryTarget(1);
            RestoreReport filled =
                    repository.run(RestoreRequest.of(point.id(), target).fillingHoles());

            assertThat(filled.isComplete()).isFalse();
            assertThat(filled.missing()).isEqualTo(left.missing());
            assertThat(filled.issues())
                    .allSatisfy(issue -> assertThat(issue.message()).matches(".*bytes that are lost: \\d+ to \\d+.*"));
            copy.items()
                    .forEach((path, item) -> assertThat(
                                    target.contents().get(path).length())
                            .as(path.toString())
                            .isEqualTo(item.content().length()));
            without.contents()
                    .forEach((path, content) ->
                            assertThat(target.contents().get(path)).isEqualTo(content));
            filled.issues()
                    .forEach(issue -> assertHoles(
                            issue.message(),
                            target.contents().get(issue.path()).toByteArray(),
                            copy.items().get(issue.path()).content().toByteArray()));
        }
    }

    /** Zeros where the message says so, and the right bytes everywhere else. */
    private static void assertHoles(String message, byte[] restored, byte[] original) {
        byte[] expected = original.clone();
        Matcher ranges = RANGE.matcher(message);
        while (ranges.find()) {
            Arrays.fill(expected, Integer.parseInt(ranges.group(1)), Integer.parseInt(ranges.group(2)) + 1, (byte) 0);
        }
        assertThat(restored).isEqualTo(expected).isNotEqualTo(original);
    }

    @ParameterizedTest
    @EnumSource(Sealing.class)
    @DisplayName("takes from other repositories what is lost, whatever their keys")
    void takesFromOthers(Sealing sealing) {
        DamageCase damage = new DamageCase(DamagedRepository.of(sealing), Place.PACK_MIDDLE, Deed.FLIP);
        InMemoryStore store = damage.repository().store();
        damage.apply(store);
        try (BackupRepository other = BackupRepository.create(new InMemoryStore(), Encryption.none());
                BackupRepository repository = DamageProductTest.open(store, damage)) {
            other.backup(DamagedRepository.addTo(new MemorySource(), 1));
            RepairReport report = repository.run(RepairRequest.defaults().from(other));
            assertThat(report.chunksFound()).isPositive();
            assertThat(report.losses()).isEmpty();
            assertThat(report.replaced()).isEmpty();
            Checks.assertSound(repository);
            for (int number = 0; number < 3; number++) {
                Checks.assertRestores(
                        repository,
                        damage.repository().points.get(number),
                        damage.repository().copies.get(number),
                        1);
            }
        }
    }

    @Test
    @DisplayName("tells a backup that is going on what it must store again")
    void goesOnBesideAWriter() {
        DamageCase damage = lostBlock();
        InMemoryStore store = damage.repository().store();
        damage.apply(store);
        MemorySource source = DamagedRepository.addTo(new MemorySource(), 1);
        try (BackupRepository writer = DamageProductTest.open(store, damage);
                BackupRepository repairer = DamageProductTest.open(store.reopen(), damage)) {
            boolean[] done = {false};
            RestorePoint point = writer.backup(atItsEnd(source, () -> {
                if (!done[0]) {
                    done[0] = true;
                    repairer.run(RepairRequest.defaults());
                }
            }));
            Checks.assertRestores(repairer, point, NaiveCopy.of(source), 1);
            Checks.assertSound(repairer);
        }
    }

    /** By then the writer has loaded its index and begun to compare. */
    private static BackupSource atItsEnd(MemorySource source, Runnable action) {
        return new WrappedSource(source, context -> {
            SourceSnapshot snapshot = source.open(context);
            return new SourceSnapshot() {
                @Override
                public @Nullable SourceEntry next() throws IOException {
                    SourceEntry next = snapshot.next();
                    if (next == null) {
                        action.run();
                    }
                    return next;
                }

                @Override
                public void close() throws IOException {
                    snapshot.close();
                }
            };
        });
    }

    private static DamageCase lostBlock() {
        return new DamageCase(DamagedRepository.of(Sealing.ENCRYPTED), Place.PACK_MIDDLE, Deed.FLIP);
    }

    static Stream<Arguments> everyCall() {
        DamageCase damage = lostBlock();
        InMemoryStore store = damage.repository().store();
        damage.apply(store);
        FaultyStore counting = FaultyStore.over(store);
        try (BackupRepository repository = DamageProductTest.open(counting, damage)) {
            repository.run(RepairRequest.defaults());
        }
        return IntStream.rangeClosed(1, counting.calls())
                .boxed()
                .flatMap(call -> faults(call).map(fault -> Arguments.of(call, fault)));
    }

    /** The build tries one at each call. */
    private static Stream<Fault> faults(int call) {
        List<Fault> all = List.of(Fault.FAIL_BEFORE, Fault.FAIL_AFTER, Fault.DIE_BEFORE, Fault.DIE_AFTER);
        return IS_CAMPAIGN ? all.stream() : Stream.of(all.get(call % all.size()));
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    @DisplayName("may fail or be killed at any call, and leads to the same end when it is done again")
    void mayBeKilled(int call, Fault fault) {
        DamageCase damage = lostBlock();
        InMemoryStore store = damage.repository().store();
        damage.apply(store);
        try (BackupRepository repository =
                DamageProductTest.open(FaultyStore.over(store).failAt(call, fault), damage)) {
            repository.run(RepairRequest.defaults());
        } catch (BackupException e) {
            assertThat(e).hasMessageMatching("(?s)[A-Z].*");
        }
        try (BackupRepository repository = DamageProductTest.open(store.reopen(), damage)) {
            repository.run(RepairRequest.defaults());
            Checks.assertSound(repository);
            Checks.assertRestores(
                    repository,
                    damage.repository().points.get(0),
                    damage.repository().copies.get(0),
                    1);
            assertEveryPointHasALeftover(repository, damage);
            assertNothingLeftToDo(repository);
        }
    }

    /** Of each point there is one, itself or what replaces it, with everything that is not hit. */
    private static void assertEveryPointHasALeftover(BackupRepository repository, DamageCase damage) {
        List<RestorePoint> points = repository.restorePoints();
        for (int number = 1; number < 3; number++) {
            RestorePoint made = damage.repository().points.get(number);
            NaiveCopy copy = damage.repository().copies.get(number);
            List<RestorePoint> left = points.stream()
                    .filter(point -> point.startedAt().equals(made.startedAt()))
                    .toList();
            assertThat(left).hasSizeBetween(1, 2);
            MemoryTarget target = new MemoryTarget(1);
            assertThat(repository.restore(left.get(0), target).issues()).isEmpty();
            copy.items().forEach((path, item) -> {
                boolean mayBeHit = path.toString().startsWith("directory 1/");
                ByteString content = target.contents().get(path);
                assertThat(content != null || mayBeHit).as(path.toString()).isTrue();
                assertThat(content == null || content.equals(item.content())).isTrue();
            });
        }
    }
}
