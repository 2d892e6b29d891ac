package io.backup4j.core.internal.repository;

import io.backup4j.api.StoreException;
import io.backup4j.api.StoredObject;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;

/** Stores index segments. */
public final class SegmentObjects {
    private SegmentObjects() {}

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
