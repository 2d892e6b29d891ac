package io.backup4j.core.internal.repository;

import io.backup4j.api.BackupException;
import io.backup4j.api.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Small objects that have been read together because whoever listed them opens all of them, and a store far away takes its time for each. Only ever a
 * help: what is not here, or could not be read, is read alone. Safe for use by several threads, who may take from one another.
 */
final class ObjectsAhead {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectsAhead.class);

    /** Bytes that all of them may take. */
    private static final long MOST_BYTES = 8 << 20;

    private final RepositoryObjects objects;
    private final Map<String, byte[]> read = new ConcurrentHashMap<>();

    ObjectsAhead(RepositoryObjects objects) {
        this.objects = objects;
    }

    /** Reads those of the objects that there is room for, the first first, in place of what was read before. */
    void read(List<StoredObject> wanted) {
        read.clear();
        List<String> names = new ArrayList<>();
        long room = MOST_BYTES;
        for (StoredObject object : wanted) {
            if (object.size() <= room) {
                room -= object.size();
                names.add(object.name());
            }
        }
        try {
            read.putAll(objects.readAll(names));
        } catch (BackupException e) {
            LOG.debug("Could not read objects together; what is wrong will be said to whoever reads them alone", e);
        }
    }

    /** Returns an object, once. */
    Optional<byte[]> take(String name) {
        return Optional.ofNullable(read.remove(name));
    }

    void clear() {
        read.clear();
    }
}
