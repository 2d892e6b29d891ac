package io.backup4j.testsuites;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.BackupException;
import io.backup4j.api.BackupStore;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.VerifyLevel;
import io.backup4j.core.VerifyReport;
import io.backup4j.core.store.HealReport;
import io.backup4j.core.store.ReplicatedStore;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Objects of each kind are lost, cut off or changed in a primary, in its replica, or in both. Nothing wrong is restored, healing brings back what
 * one of the two still has, and of what none has the loss is told.
 *
 * <p>Extend it and implement {@link #places()}.
 */
public abstract class ReplicatedDamageSuite {
    /** There are some ten objects, and so ten times as many pairs of two. */
    private static final int PAIRS_FOR_EACH = 4;

    private KnownPoints known = new KnownPoints();
    private List<String> names = List.of();

    /** Returns the two places, which belong to this test alone and are empty at first; the same ones whenever called. */
    protected abstract TwoPlaces places();

    @BeforeEach
    final void fill() throws Exception {
        try (ReplicatedStore both = places().open();
                BackupStore primary = places().primary().call()) {
            known = SampleRepository.fill(both);
            names = SampleRepository.objects(new StoredBytes(primary), known);
        }
    }

    /** Returns how many cases there are for each that the build tries, from 1; where each costs much. */
    protected int casesForEachTried() {
        return 1;
    }

    @TestFactory
    @DisplayName("What is damaged in one place is healed from the other one:")
    final Stream<DynamicTest> inOnePlace() {
        List<PlacedDamage> cases = names.stream()
                .flatMap(name -> Arrays.stream(Deed.values())
                        .flatMap(deed ->
                                Stream.of(true, false).map(inPrimary -> new PlacedDamage(name, deed, inPrimary))))
                .toList();
        return Campaign.chosen(cases, casesForEachTried())
                .map(damage -> DynamicTest.dynamicTest(damage.toString(), () -> {
                    String done = damage.doIn(places());
                    assertReads(damage, done);
                    boolean shows = damage.deed().shows(damage.name());
                    assertThat(heal())
                            .as(done)
                            .hasSize(shows ? 1 : 0)
                            .allMatch(healed -> healed.startsWith(damage.name()));
                    if (!shows && damage.inPrimary()) {
                        damage.undo(places());
                    }
                    assertHealed();
                }));
    }

    private void assertReads(PlacedDamage damage, String done) throws Exception {
        try (ReplicatedStore both = places().open();
                BackupRepository repository = KnownPoints.open(both)) {
            if (damage.isMadeUpFor()) {
                known.assertAllRestore(repository);
            } else if (damage.bringsBack()) {
                // The listing has it again, and the replica still says that it is deleted: about the others both agree.
                known.assertRestore(repository, known.ids());
            } else {
                known.assertNothingWrong(repository, repository.verify(VerifyLevel.EVERY_BYTE));
            }
        } catch (BackupException e) {
            assertThat(damage.name()).as("%s: %s", done, e).matches(DamageSuite.DOOR);
            assertThat(damage.isMadeUpFor()).isFalse();
        }
    }

    @TestFactory
    @DisplayName("What is damaged in both places is healed where it is not the same:")
    final Stream<DynamicTest> inBothPlaces() {
        List<DynamicTest> cases = names.stream()
                .flatMap(name -> others(name)
                        .map(other -> DynamicTest.dynamicTest(name + " here, " + other + " there", () -> {
                            new PlacedDamage(name, Deed.FLIP, true).doIn(places());
                            new PlacedDamage(other, Deed.TRUNCATE, false).doIn(places());
                            assertThat(heal()).hasSize(2);
                            assertHealed();
                        })))
                .toList();
        return Campaign.chosen(cases, PAIRS_FOR_EACH * casesForEachTried());
    }

    private Stream<String> others(String name) {
        return names.stream().filter(other -> !other.equals(name));
    }

    @TestFactory
    @DisplayName("What is damaged in both places alike is told:")
    final Stream<DynamicTest> sameInBothPlaces() {
        return Campaign.chosen(names, casesForEachTried())
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    PlacedDamage here = new PlacedDamage(name, Deed.FLIP, true);
                    PlacedDamage there = new PlacedDamage(name, Deed.FLIP, false);
                    here.doIn(places());
                    there.doIn(places());
                    assertHealsNothing(name);
                    assertTold(name);
                    here.undo(places());
                    there.undo(places());
                }));
    }

    /** Heals what shows, and copies what does not. */
    private List<String> heal() throws Exception {
        try (ReplicatedStore both = places().open()) {
            HealReport report = both.heal(KnownPoints::verify);
            assertThat(report.damaged()).isEmpty();
            assertThat(both.sync().isComplete()).isTrue();
            return report.healed();
        }
    }

    private void assertHealsNothing(String name) throws Exception {
        try (ReplicatedStore both = places().open()) {
            HealReport report = both.heal(KnownPoints::verify);
            assertThat(report.healed()).isEmpty();
            assertThat(report.damaged()).as(name).hasSizeGreaterThan(1);
        } catch (BackupException e) {
            assertThat(name).as("%s", e).matches(DamageSuite.DOOR);
        }
    }

    private void assertHealed() throws Exception {
        places().assertEachIsWhole(known);
        places().assertAlike();
    }

    private void assertTold(String name) throws Exception {
        for (Callable<? extends BackupStore> place : places().each()) {
            try (BackupStore alone = place.call();
                    BackupRepository repository = KnownPoints.open(alone)) {
                VerifyReport report = repository.verify(VerifyLevel.EVERY_BYTE);
                assertThat(report.findings())
                        .extracting(VerifyReport.Finding::object)
                        .contains(name);
                known.assertNothingWrong(repository, report);
            } catch (BackupException e) {
                assertThat(name).as("%s", e).matches(DamageSuite.DOOR);
            }
        }
    }
}
