package io.backup4j.core.internal.prune;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.StoredObject;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.repository.CollectionRecords;
import io.backup4j.core.internal.repository.OpenRepository;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What others can change under somebody who reads the index and then the points: a backup that ends in between leaves a point whose chunks the
 * index that was read does not know, and a prune takes chunks of a point that was listed. Neither is damage.
 */
record StillView(Set<String> points, long completed) {
    private static final int ATTEMPTS = 10;

    private static StillView of(OpenRepository repository) {
        Set<String> points = repository.objects().list(ObjectNames.POINTS).stream()
                .map(StoredObject::name)
                .collect(Collectors.toSet());
        long completed = new CollectionRecords(repository).look().log().completedNumber();
        return new StillView(points, completed);
    }

    /**
     * Looks, again when somebody has changed what is looked at meanwhile.
     *
     * @param look begins from nothing each time
     * @throws CorruptDataException when something is damaged that nobody has changed
     */
    static <T> T look(OpenRepository repository, Supplier<T> look) {
        for (int attempt = 1; ; attempt++) {
            StillView before = of(repository);
            try {
                return look.get();
            } catch (CorruptDataException e) {
                if (attempt == ATTEMPTS || of(repository).equals(before)) {
                    throw e;
                }
            }
        }
    }
}
