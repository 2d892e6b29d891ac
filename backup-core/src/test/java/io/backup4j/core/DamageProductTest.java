package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.backup4j.api.BackupException;
import io.backup4j.api.BackupStore;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointMissingException;
import io.backup4j.core.DamageCase.Deed;
import io.backup4j.core.DamageCase.Place;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.MemoryTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of damage to every kind of object (F19). */
@DisplayName("Damage")
final class DamageProductTest {
    private static final Pattern WORD = Pattern.compile(" +");

    /**
     * What is expected: {@code S} a check of the structure finds it, {@code B} only a check of every byte does, {@code -}
     * nobody can know and nothing is lost but what the deed itself took, otherwise the exception that opening throws.
     */
    private static final String ENCRYPTED = """
                            DELETE            TRUNCATE    FLIP        NEW_VERSION       ZERO        UNREADABLE SWAP        REPLAY
            CONFIG          RepositoryMissing CorruptData CorruptData UnsupportedFormat CorruptData Store      CorruptData WrongKey
            KEY_SLOT        -                 S           S           S                 S           S          CorruptData S
            EPOCH           S                 S           S           S                 S           S          S           S
            INDEX           S                 S           S           S                 S           S          S           S
            PACK_HEAD       S                 S           S           S                 S           S          S           S
            PACK_MIDDLE     S                 S           B           S                 B           B          S           S
            PACK_DIRECTORY  S                 S           B           S                 B           B          S           S
            PACK_FOOTER     S                 S           B           S                 B           B          S           S
            POINT           S                 S           S           S                 S           S          S           S
            ANNOTATION      -                 S           S           S                 S           S          S           S
            DELETION        -                 S           S           S                 S           S          S           S
            CLOSING         -                 S           S           S                 S           S          S           S
            RESOLVED        -                 S           S           S                 S           S          S           S
            PARITY          -                 S           B           S                 B           B          -           -
            """;

    /** Nothing vouches for a config that is not encrypted; a segment says nothing about itself, so swapping two changes nothing. */
    private static final String PLAIN = """
                            DELETE            TRUNCATE    FLIP        NEW_VERSION       ZERO        UNREADABLE SWAP        REPLAY
            CONFIG          RepositoryMissing CorruptData CorruptData UnsupportedFormat CorruptData Store      CorruptData -
            INDEX           S                 S           S           S                 S           S          -           S
            PACK_HEAD       S                 S           B           S                 B           B          S           S
            PACK_MIDDLE     S                 S           B           S                 B           B          S           S
            PACK_DIRECTORY  S                 S           B           S                 B           B          S           S
            PACK_FOOTER     S                 S           B           S                 B           B          S           S
            POINT           S                 S           S           S                 S           S          S           S
            ANNOTATION      -                 S           S           S                 S           S          S           S
            DELETION        -                 S           S           S                 S           S          S           S
            CLOSING         -                 S           S           S                 S           S          S           S
            RESOLVED        -                 S           S           S                 S           S          S           S
            PARITY          -                 S           B           S                 B           B          -           -
            """;

    static Stream<DamageCase> cases() {
        return Arrays.stream(Sealing.values())
                .flatMap(sealing -> Arrays.stream(Place.values())
                        .filter(place -> sealing == Sealing.ENCRYPTED || !place.isOfKeys())
                        .flatMap(place -> Arrays.stream(Deed.values())
                                .map(deed -> new DamageCase(DamagedRepository.of(sealing, place), place, deed))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("is found, restores no wrong byte, and leaves the rest as it was")
    void isFound(DamageCase damage) {
        String expected = expected(damage);
        InMemoryStore store = damage.repository().store();
        String done = damage.apply(store);
        if (expected.length() > 1) {
            Throwable thrown = catchThrowable(() -> open(store, damage).close());
            assertThat(thrown).as(done).isInstanceOf(BackupException.class);
            assertThat(thrown.getClass().getSimpleName()).as(done).isEqualTo(expected + "Exception");
            return;
        }
        try (BackupRepository repository = open(store, damage)) {
            assertFound(repository, VerifyLevel.STRUCTURE, expected.equals("S"), damage, done);
            assertFound(repository, VerifyLevel.EVERY_BYTE, !expected.equals("-"), damage, done);
            assertRestoresWhatIsSound(repository, damage, expected.equals("-"));
            boolean hitsResolved =
                    damage.place() == Place.RESOLVED || damage.place() == Place.CLOSING && damage.deed() == Deed.SWAP;
            if (hitsResolved && !expected.equals("-")) {
                assertStopsUntilItIsPruned(repository);
            }
            assertGoesOn(store, repository);
        }
        store.assertNothingOpen();
    }

    private static String expected(DamageCase damage) {
        String table = damage.repository().sealing == Sealing.ENCRYPTED ? ENCRYPTED : PLAIN;
        List<List<String>> lines = table.lines()
                .map(line -> WORD.splitAsStream(line.strip()).toList())
                .toList();
        int column = 1 + lines.get(0).indexOf(damage.deed().name());
        return lines.stream()
                .filter(line -> line.get(0).equals(damage.place().name()))
                .map(line -> line.get(column))
                .findFirst()
                .orElseThrow();
    }

    /** With the key whose slot is not the damaged one. */
    static BackupRepository open(BackupStore store, DamageCase damage) {
        if (damage.place() != Place.KEY_SLOT) {
            return BackupRepository.open(store, damage.repository().sealing.encryption(), DamagedRepository.options());
        }
        Throwable first = catchThrowable(() ->
                BackupRepository.open(store, Sealing.ENCRYPTED.encryption()).close());
        return BackupRepository.open(
                store,
                first == null ? Sealing.ENCRYPTED.encryption() : DamagedRepository.otherKey(),
                DamagedRepository.options());
    }

    private static void assertFound(
            BackupRepository repository, VerifyLevel level, boolean found, DamageCase damage, String done) {
        VerifyReport report = repository.verify(level);
        assertThat(report.isClean())
                .as("%s, verified to %s: %s", done, level, report)
                .isEqualTo(!found);
        if (found && level.equals(VerifyLevel.EVERY_BYTE)) {
            assertThat(report.findings())
                    .as(done)
                    .anySatisfy(finding -> assertThat(finding.object() + " " + finding.message())
                            .contains(nameFor(damage), causeOf(damage)));
        }
        boolean isPointUnreadable = damage.place() == Place.POINT && damage.deed() != Deed.DELETE;
        assertThat(repository.unreadablePoints())
                .as(done)
                .extracting(VerifyReport.Finding::object)
                .isEqualTo(isPointUnreadable ? pointsHit(damage) : List.of());
    }

    private static List<String> pointsHit(DamageCase damage) {
        return Stream.of(damage.object(), damage.repository().objectOf(2, "points/"))
                .limit(damage.deed() == Deed.SWAP ? 2 : 1)
                .sorted()
                .toList();
    }

    /** That it is the disk is said of what is named by itself, which key slots are not. */
    private static String causeOf(DamageCase damage) {
        return damage.deed() == Deed.UNREADABLE && !damage.place().isOfKeys()
                ? "cannot be read any more: Input/output error"
                : "";
    }

    /** A lost segment cannot be named; the packs that only it listed are. */
    private static String nameFor(DamageCase damage) {
        boolean segmentIsLost = damage.place() == Place.INDEX
                && (damage.deed() == Deed.DELETE
                        || damage.deed() == Deed.REPLAY && damage.repository().sealing == Sealing.PLAIN);
        return segmentIsLost ? damage.repository().objectOf(1, "packs/") : damage.object();
    }

    private static void assertRestoresWhatIsSound(
            BackupRepository repository, DamageCase damage, boolean nothingIsLost) {
        DamagedRepository made = damage.repository();
        Checks.assertRestores(repository, made.points.get(0), made.copies.get(0), 2);
        for (int number = 1; number < 3; number++) {
            RestorePoint point = made.points.get(number);
            NaiveCopy copy = made.copies.get(number);
            boolean isGone = damage.place() == Place.POINT && damage.deed() == Deed.DELETE && number == 1;
            if (isGone) {
                assertThat(catchThrowable(() -> repository.restore(point, new MemoryTarget(1))))
                        .isInstanceOf(RestorePointMissingException.class);
            } else if (nothingIsLost) {
                Checks.assertRestores(repository, point, copy, number);
            } else {
                assertRestoresNothingWrong(repository, point, copy);
            }
        }
    }

    /** What comes out is right; what does not come out is reported, or the restore fails with an exception of ours. */
    private static void assertRestoresNothingWrong(BackupRepository repository, RestorePoint point, NaiveCopy copy) {
        MemoryTarget target = new MemoryTarget(2);
        try {
            RestoreReport report = repository.restore(point, target);
            assertThat(report.missing())
                    .isEqualTo(copy.items().size() - target.entries().size());
            // One issue may tell of many entries, when their names are lost too.
            assertThat(report.issues().size())
                    .isLessThanOrEqualTo((int) report.missing())
                    .matches(issues -> issues > 0 || report.missing() == 0);
        } catch (BackupException e) {
            assertThat(e).hasMessageMatching("[A-Z].*");
        }
        target.contents()
                .forEach((path, content) -> assertThat(content)
                        .as(path.toString())
                        .isEqualTo(copy.items().get(path).content()));
    }

    /** Nobody knows which packs may be used; a prune makes a record that says so again. */
    private static void assertStopsUntilItIsPruned(BackupRepository repository) {
        assertThatExceptionOfType(CorruptDataException.class)
                .isThrownBy(() -> repository.backup(new MemorySource()))
                .withMessageContaining("Prune the repository");
        repository.run(PruneRequest.defaults());
        Checks.assertSound(repository);
    }

    /** New data is safe at once; old data is safe again once the objects that a check names are gone. */
    private static void assertGoesOn(InMemoryStore store, BackupRepository repository) {
        MemorySource fresh = new MemorySource().file("new/file", random(7));
        Checks.assertRestores(repository, repository.backup(fresh), NaiveCopy.of(fresh), 1);
        List<String> names = new ArrayList<>(store.names());
        repository.verify(VerifyLevel.EVERY_BYTE).findings().stream()
                .map(VerifyReport.Finding::object)
                .filter(name -> name.startsWith("packs/") && names.remove(name))
                .forEach(store::remove);
        MemorySource again = DamagedRepository.addTo(new MemorySource(), 0);
        DamagedRepository.addTo(again, 1);
        DamagedRepository.addTo(again, 2).file("new/file", random(8));
        Checks.assertRestores(repository, repository.backup(again), NaiveCopy.of(again), 2);
    }

    private static byte[] random(long seed) {
        byte[] bytes = new byte[100_000];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
