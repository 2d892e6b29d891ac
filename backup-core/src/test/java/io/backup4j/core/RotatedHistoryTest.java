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
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** However often keys are rotated and old content is moved to them between backups, what goes in comes out, and is stored once. */
class RotatedHistoryTest {
    private static final PruneRequest PORTION = PruneRequest.defaults().withReencrypt(1);

    @Provide
    Arbitrary<History> histories() {
        return Histories.histories();
    }

    @Property(tries = 12)
    void every_point_gives_back_what_the_source_held(
            @ForAll("histories") History history, @ForAll @Size(4) List<@IntRange(max = 3) Integer> between) {
        List<RestorePoint> points = new ArrayList<>();
        List<NaiveCopy> copies = new ArrayList<>();
        MemorySource source = new MemorySource();
        InMemoryStore store = new InMemoryStore();
        BackupRepository.create(store, Sealing.ENCRYPTED.encryption()).close();
        for (int number = 0; number < history.backups(); number++) {
            try (BackupRepository repository = BackupRepository.open(store, Sealing.ENCRYPTED.encryption())) {
                history.play(number, source);
                copies.add(NaiveCopy.of(source));
                points.add(repository.backup(source));
                act(between.get(number), repository);
                assertThat(repository.backup(source).bytes().added()).isZero();
            }
        }
        try (BackupRepository repository = BackupRepository.open(store, Sealing.ENCRYPTED.encryption())) {
            Checks.assertSound(repository);
            for (int number = 0; number < history.backups(); number++) {
                Checks.assertRestores(repository, points.get(number), copies.get(number), 1);
            }
        }
        store.assertNothingOpen();
    }

    private static void act(int deeds, BackupRepository repository) {
        if ((deeds & 1) != 0) {
            repository.rotateKeys(List.of(Sealing.ENCRYPTED.encryption()));
        }
        if ((deeds & 2) != 0) {
            repository.run(PORTION);
        }
    }
}
