package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.RestorePoint;
import io.backup4j.core.Histories.History;
import io.backup4j.testkit.InMemoryStore;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** What goes in comes out, whatever it is and whatever happened before (F1, F4, F5). */
class RoundTripTest {
    private static final String COMPONENT = "memory";

    @Provide
    Arbitrary<History> histories() {
        return Histories.histories();
    }

    @Property(tries = 40)
    void every_point_of_a_history_gives_back_what_the_source_held(
            @ForAll Sealing sealing, @ForAll("histories") History history) {
        assertRoundTrip(sealing, history);
    }

    @Property(tries = 3_000)
    @Tag("campaign")
    void every_point_of_very_many_histories_gives_back_what_the_source_held(
            @ForAll Sealing sealing, @ForAll("histories") History history) {
        assertRoundTrip(sealing, history);
    }

    private static void assertRoundTrip(Sealing sealing, History history) {
        List<RestorePoint> points = new ArrayList<>();
        List<NaiveCopy> copies = new ArrayList<>();
        MemorySource source = new MemorySource();
        InMemoryStore store = new InMemoryStore();
        try (BackupRepository repository = BackupRepository.create(store, sealing.encryption())) {
            for (int number = 0; number < history.backups(); number++) {
                history.play(number, source);
                copies.add(NaiveCopy.of(source));
                points.add(repository.backup(source));
            }
            Checks.assertSound(repository);
        }
        try (BackupRepository repository = BackupRepository.open(store, sealing.encryption())) {
            for (int number = 0; number < history.backups(); number++) {
                Checks.assertRestores(repository, points.get(number), copies.get(number), 1 + number % 2);
                Checks.assertLists(repository, points.get(number), COMPONENT, copies.get(number));
                Checks.assertDescribed(points.get(number));
                assertThat(repository.restorePoint(points.get(number).id().value()))
                        .isEqualTo(points.get(number));
                assertChanges(repository, points, copies, number);
            }
        }
        store.assertNothingOpen();
    }

    /** From each point to the later one and to itself, and back. */
    private static void assertChanges(
            BackupRepository repository, List<RestorePoint> points, List<NaiveCopy> copies, int later) {
        for (int earlier = 0; earlier <= later; earlier++) {
            ChangeReport forth =
                    repository.diff(points.get(earlier).id(), points.get(later).id());
            ChangeReport back =
                    repository.diff(points.get(later).id(), points.get(earlier).id());
            assertThat(forth.changes()).isEqualTo(copies.get(earlier).changesTo(copies.get(later), COMPONENT));
            assertThat(back.changes()).isEqualTo(copies.get(later).changesTo(copies.get(earlier), COMPONENT));
        }
    }
}
