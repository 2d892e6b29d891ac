package io.backup4j.stress;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.OutcomeUnknownException;
import io.backup4j.api.PointDetails;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.RestorePointMissingException;
import io.backup4j.api.StoreException;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.CopyRequest;
import io.backup4j.core.ImportRequest;
import io.backup4j.core.ParityReport;
import io.backup4j.core.ParityRequest;
import io.backup4j.core.PruneRequest;
import io.backup4j.core.RepairReport;
import io.backup4j.core.RepairRequest;
import io.backup4j.core.RestoreReport;
import io.backup4j.core.VerifyLevel;
import io.backup4j.core.VerifyReport;
import io.backup4j.testkit.MemoryTarget;
import io.backup4j.testsuites.SeededContent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Does to a repository what it is told in a line, and answers in a line: in this process or in another one. */
final class Player {
    private static final RepairReport NOTHING_TO_REPAIR =
            new RepairReport(List.of(), 0, 0, 0, 0, List.of(), List.of(), List.of());

    private final BackupRepository repository;
    private final BackupRepository other;

    /** @param other where points are copied from and to */
    Player(BackupRepository repository, BackupRepository other) {
        this.repository = repository;
        this.other = other;
    }

    Answer play(Move move) {
        try {
            return new Answer(Answer.Kind.DONE, answer(move));
        } catch (RestorePointMissingException e) {
            return new Answer(Answer.Kind.MISSING, e.getMessage());
        } catch (WrongContentException e) {
            return new Answer(Answer.Kind.WRONG, e.getMessage());
        } catch (CorruptDataException e) {
            return new Answer(Answer.Kind.CORRUPT, e.getMessage());
        } catch (StoreException | OutcomeUnknownException e) {
            return new Answer(Answer.Kind.FAILED, e.getMessage());
        } catch (RuntimeException e) {
            return new Answer(Answer.Kind.FAULT, String.valueOf(e));
        }
    }

    private String answer(Move move) {
        return switch (move.deed()) {
            case BACKUP -> backUp(move.seed());
            case COPY_IN ->
                other.run(new CopyRequest(new RestorePointId(move.argument()), repository))
                        .point()
                        .id()
                        .value();
            case IMPORT ->
                repository
                        .run(ImportRequest.of(Path.of(move.argument()), "seeded")
                                .withDetails(named(move.seed())))
                        .point()
                        .id()
                        .value();
            case DELETE -> {
                repository.delete(new RestorePointId(move.argument()));
                yield "";
            }
            case UNDELETE ->
                repository
                        .undelete(new RestorePointId(move.argument()))
                        .details()
                        .name();
            case PRUNE -> prune(move);
            case VERIFY -> verify();
            case REPAIR -> repair();
            case PARITY -> parity(move);
            case LIST -> list(repository.restorePoints());
            case RESTORE -> {
                requireContent(repository, repository.restorePoint(move.argument()), move.seed());
                yield "";
            }
            case COPY_OUT -> copyOut(move);
        };
    }

    private String backUp(long seed) {
        BackupRequest request = BackupRequest.builder()
                .component("seeded", new SeededContent(seed))
                .details(named(seed))
                .build();
        return repository.run(request).point().id().value();
    }

    private static PointDetails named(long seed) {
        return PointDetails.none().withName("" + seed);
    }

    /** Now and then with a grace, which must make no difference to what is safe. */
    private String prune(Move move) {
        PruneRequest request = PruneRequest.defaults().withMostWaste(Math.floorMod(move.seed(), 60));
        return repository
                .run(move.seed() % 3 == 0 ? request : request.withOrphanGrace(Duration.ZERO))
                .toString();
    }

    /** Nothing is ever damaged, so whatever is found is a fault. */
    private String verify() {
        VerifyReport report = repository.verify(VerifyLevel.EVERY_BYTE);
        if (!report.isClean()) {
            throw new WrongContentException("Verification found " + report.findings() + ", " + report.damage());
        }
        return "";
    }

    private String repair() {
        RepairReport report = repository.run(RepairRequest.defaults());
        if (!report.equals(NOTHING_TO_REPAIR)) {
            throw new WrongContentException("A repair of what is not damaged: " + report);
        }
        return "";
    }

    /** Packs may go while they are read, but none that is not condemned is ever missing, and none is damaged. */
    private String parity(Move move) {
        ParityReport report = repository.run(new ParityRequest(move.seed() % 8 == 0));
        if (!report.notes().stream().allMatch(note -> note.contains("has gone meanwhile"))) {
            throw new WrongContentException("Parity complains of what is sound: " + report);
        }
        return "";
    }

    private String copyOut(Move move) {
        RestorePoint copy = repository
                .run(new CopyRequest(new RestorePointId(move.argument()), other))
                .point();
        requireContent(other, copy, move.seed());
        other.delete(copy.id());
        return "";
    }

    static void requireContent(BackupRepository repository, RestorePoint point, long seed) {
        MemoryTarget target = new MemoryTarget(1);
        RestoreReport report = repository.restore(point, target);
        if (!report.isComplete()) {
            throw new CorruptDataException("Not everything was restored: " + report.issues());
        }
        if (!target.contents().equals(new SeededContent(seed).files())) {
            throw new WrongContentException(
                    "Restore point " + point.id() + " of seed " + seed + " holds " + target.contents());
        }
    }

    /** Returns ids and names, each point a word. */
    static String list(List<RestorePoint> points) {
        return points.stream()
                .map(point -> point.id() + "=" + point.details().name())
                .collect(Collectors.joining(" "));
    }
}
