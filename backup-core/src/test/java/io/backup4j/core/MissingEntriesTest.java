package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.backup4j.api.BackupSource;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryIssue.Severity;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePoint.Status;
import io.backup4j.api.SourceContext;
import io.backup4j.testkit.Damage;
import io.backup4j.testkit.InMemoryStore;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a restore point says of entries that it does not have, and what those say that are made of it. */
@DisplayName("An incomplete restore point")
final class MissingEntriesTest {
    private static final int MANY_WARNINGS = 10_000;
    private static final int LARGE = 200_000;

    private final InMemoryStore store = new InMemoryStore();
    private final BackupRepository repository =
            BackupRepository.create(store, Encryption.none(), DamagedRepository.options());

    @Test
    @DisplayName("lists what is missing however much there is to warn of")
    void listsWhatIsMissing() {
        RestorePoint point = backUp(1);

        assertLacks(point, 1);
        assertThat(point.missing().get(0).path()).isEqualTo(EntryPath.of("missing 0"));
    }

    @Test
    @DisplayName("lists the first thousand and counts them all")
    void listsTheFirst() {
        assertLacks(backUp(RestorePoint.MISSING_LISTED + 500), RestorePoint.MISSING_LISTED + 500);
    }

    @Test
    @DisplayName("is copied with all that it lacks, listed or not")
    void isCopied() {
        RestorePoint point = backUp(RestorePoint.MISSING_LISTED + 500);
        try (BackupRepository other = BackupRepository.create(new InMemoryStore(), Encryption.none());
                BackupRepository third = BackupRepository.create(new InMemoryStore(), Encryption.none())) {
            RestorePoint copy =
                    repository.run(new CopyRequest(point.id(), other)).point();
            assertLacks(copy, point.missingTotal());
            assertThat(copy.missing()).isEqualTo(point.missing());
            assertLacks(other.run(new CopyRequest(copy.id(), third)).point(), point.missingTotal());
        }
    }

    @Test
    @DisplayName("is replaced by a repair with all that it lacks, listed or not, and what was lost")
    void isRepaired() {
        RestorePoint point = backUp(RestorePoint.MISSING_LISTED + 500);
        store.names().stream()
                .filter(name -> name.startsWith("packs/") && store.readAll(name).length > LARGE)
                .forEach(name -> Damage.to(store).flipBit(name, LARGE / 2, 0));

        RepairReport report = repository.run(RepairRequest.defaults());

        assertThat(report.replaced()).hasSize(1);
        RestorePoint left = repository.restorePoint("latest");
        assertThat(left.id()).isNotEqualTo(point.id());
        assertThat(left.entries()).isEqualTo(point.entries() - 1);
        assertLacks(left, point.missingTotal() + 1);
    }

    @Test
    @DisplayName("cannot lack less than nothing")
    void cannotLackLessThanNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackupRequest.builder().alsoMissing(-1))
                .withMessageContaining("-1");
    }

    private static void assertLacks(RestorePoint point, long total) {
        assertThat(point.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(point.missingTotal()).isEqualTo(total);
        assertThat(point.missing()).hasSize((int) Math.min(total, RestorePoint.MISSING_LISTED));
        assertThat(point.missing()).extracting(EntryIssue::severity).containsOnly(Severity.MISSING);
    }

    private RestorePoint backUp(int missing) {
        byte[] content = new byte[LARGE];
        new Random(1).nextBytes(content);
        MemorySource source = new MemorySource().file("large", content).file("small", new byte[] {1});
        return repository.backup(lacking(source, missing));
    }

    /** Warns of much, and then lacks entries. */
    private static BackupSource lacking(BackupSource source, int missing) {
        return new WrappedSource(source, context -> {
            report(context, "odd ", Severity.WARNING, MANY_WARNINGS);
            report(context, "missing ", Severity.MISSING, missing);
            return source.open(context);
        });
    }

    private static void report(SourceContext context, String name, Severity severity, int times) {
        for (int number = 0; number < times; number++) {
            context.report(EntryIssue.of(EntryPath.of(name + number), severity, "It is not a file"));
        }
    }
}
