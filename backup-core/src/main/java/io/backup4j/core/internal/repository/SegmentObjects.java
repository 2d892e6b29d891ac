package io.backup4j.core.internal.repository;

import io.backup4j.api.StoreException;
import io.backup4j.api.StoredObject;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.index.IndexSegment;
import java.util.Optional;

/** Reads and stores index segments. */
public final class SegmentObjects {
    private SegmentObjects() {}

    /**
     * Reads a segment that has been listed; nothing when it is gone or the name is none of a segment.
     *
     * @throws io.backup4j.api.CorruptDataException when it is damaged
     * @throws io.backup4j.api.UnsupportedFormatException when it is of an older or newer format than can be read
     */
    public static Optional<IndexSegment> read(OpenRepository repository, String name) {
        if (ObjectNames.indexSegmentId(name).isEmpty()) {
            return Optional.empty();
        }
        return repository
                .openListed(ObjectKind.INDEX_SEGMENT, name)
                .map(plain -> IndexSegment.read(ObjectKind.INDEX_SEGMENT.describe(name), plain));
    }

    /** Stores a segment, which is durable afterwards. */
    public static StoredObject store(OpenRepository repository, byte[] plain) {
        String name =
                ObjectNames.indexSegment(ObjectId.random(repository.options().random()));
        byte[] object = repository.seal(ObjectKind.INDEX_SEGMENT, name, plain);
        if (!repository.objects().create(name, object)) {
            throw new StoreException("There already is an object " + name + ", which nobody but this run can have"
                    + " stored. Nothing refers to what was stored; do it again");
        }
        return new StoredObject(name, object.length);
    }
}
