package io.backup4j.core.internal.repository;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.StoredObject;
import io.backup4j.api.WrongKeyException;
import io.backup4j.core.RepositoryOptions;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.keys.EpochMark;
import io.backup4j.core.internal.keys.RepositoryKeys;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Looks whether keys have been rotated since the repository was opened (FORMAT 5.1). Safe for use by several threads. */
final class EpochWatch {
    private final RepositoryObjects objects;
    private final RepositoryKeys keys;
    private final RepositoryOptions options;

    EpochWatch(RepositoryObjects objects, RepositoryKeys keys, RepositoryOptions options) {
        this.objects = objects;
        this.keys = keys;
        this.options = options;
    }

    /** Makes sure, for somebody who is going to write, that these keys are the newest; stores anew what says so when it has been lost. */
    void requireNewest() {
        int own = keys.tree().epoch();
        NavigableSet<Integer> numbers = numbers();
        for (int number : numbers.tailSet(own, false)) {
            Optional<byte[]> object = objects.read(ObjectNames.epoch(number));
            if (object.isPresent()) {
                requireVoid(number, object.get());
            }
        }
        if (own > 0 && !numbers.contains(own)) {
            objects.create(
                    ObjectNames.epoch(own),
                    keys.epochObject(own, options.clock().instant(), options.random()));
        }
    }

    /** Makes sure, for somebody who cannot read something, that this is not because keys have been rotated. */
    void requireNoneBegun() {
        for (int number : numbers().tailSet(keys.tree().epoch(), false)) {
            objects.read(ObjectNames.epoch(number))
                    .flatMap(object -> keys.readEpoch(number, object))
                    .ifPresent(this::requireVoid);
        }
    }

    private NavigableSet<Integer> numbers() {
        NavigableSet<Integer> numbers = new TreeSet<>();
        for (StoredObject object : objects.list(ObjectNames.KEY_SLOTS)) {
            ObjectNames.epochNumber(object.name()).ifPresent(numbers::add);
        }
        return numbers;
    }

    private void requireVoid(int number, byte[] object) {
        EpochMark mark = keys.readEpoch(number, object)
                .orElseThrow(
                        () -> new CorruptDataException(
                                "Nobody can tell whether the keys have been rotated: "
                                        + ObjectKind.EPOCH.describe(ObjectNames.epoch(number))
                                        + " cannot be read. Open the repository with another key; if there was no rotation, delete that object"));
        requireVoid(mark);
    }

    private void requireVoid(EpochMark mark) {
        if (mark.hasBegun()) {
            throw new WrongKeyException(
                    "The keys of repository " + keys.config().repositoryId() + " were rotated at " + mark.createdAt()
                            + ", after it was opened. Open it again, with a key that was kept");
        }
    }
}
