package io.backup4j.core.internal.ledger;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.StoredObject;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.repository.LoadedIndex.Problem;
import io.backup4j.core.internal.repository.OpenRepository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The ledger of a repository. One thread at a time. */
public final class CheckLedger {
    private static final int ATTEMPTS = 10;
    private static final int MOST_OBJECTS = 8;
    private static final Duration TOLERANCE = Duration.ofDays(1);

    private final OpenRepository repository;

    /** Makes the ledger of a repository. */
    public CheckLedger(OpenRepository repository) {
        this.repository = repository;
    }

    /**
     * What there is.
     *
     * @param checks what could be read
     * @param objects names of the objects that it was read from
     * @param problems objects that cannot be read
     */
    public record Found(Checks checks, List<String> objects, List<Problem> problems) {
        /** Returns whether there are many objects, or some that cannot be read. */
        public boolean isWorthFolding() {
            return objects.size() >= MOST_OBJECTS || !damaged().isEmpty();
        }

        private List<String> damaged() {
            return problems.stream()
                    .filter(problem -> problem.cause() instanceof CorruptDataException)
                    .map(Problem::object)
                    .toList();
        }
    }

    /** Reads all of it, as far as it can be read. */
    public Found look() {
        Optional<Found> found = Optional.empty();
        for (int attempt = 1; found.isEmpty() && attempt < ATTEMPTS; attempt++) {
            found = tryLook(true);
        }
        // What is missing has not been checked, so it does no harm.
        return found.or(() -> tryLook(false)).orElseThrow();
    }

    /** What was listed and is gone has been folded meanwhile. */
    private Optional<Found> tryLook(boolean mustBeComplete) {
        Found found = new Found(Checks.none(), new ArrayList<>(), new ArrayList<>());
        for (StoredObject object : repository.listToOpen(
                ObjectNames.LEDGERS, name -> ObjectNames.ledgerId(name).isPresent())) {
            try {
                Optional<Checks> checks = read(object.name());
                if (checks.isEmpty() && mustBeComplete) {
                    return Optional.empty();
                }
                found.objects.add(object.name());
                found = new Found(found.checks.and(checks.orElse(Checks.none())), found.objects, found.problems);
            } catch (CorruptDataException | UnsupportedFormatException e) {
                found.problems.add(new Problem(object.name(), e));
            }
        }
        return Optional.of(found);
    }

    private Optional<Checks> read(String name) {
        return repository
                .openListed(ObjectKind.LEDGER, name)
                .map(payload -> Checks.read(ObjectKind.LEDGER.describe(name), payload)
                        .until(repository.options().clock().instant().plus(TOLERANCE)));
    }

    /** Adds what was found out. */
    public void add(Checks checks) {
        String name = ObjectNames.ledger(ObjectId.random(repository.options().random()));
        repository.objects().create(name, repository.seal(ObjectKind.LEDGER, name, checks.write()));
    }

    /** Makes one object of what was found, and drops those that are damaged: what they said is checked again. */
    public void fold(Found found, Set<ObjectId> remainingPacks, Set<RestorePointId> remainingPoints) {
        Checks remaining = found.checks.only(remainingPacks, remainingPoints);
        if (!remaining.isEmpty()) {
            add(remaining);
        }
        Stream.concat(found.objects.stream(), found.damaged().stream()).forEach(repository.objects()::delete);
    }
}
