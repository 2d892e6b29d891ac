package io.backup4j.core.internal.prune;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.StoredObject;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.internal.collect.CollectionLog;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.index.IndexSegment;
import io.backup4j.core.internal.index.SegmentBuilder;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.repository.SegmentObjects;
import io.backup4j.core.internal.run.RunControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces index segments that list condemned packs, and many small ones, by fewer. Used once, by one thread. */
final class IndexFold {
    /** A segment of fewer chunks is small. */
    static final int SMALL = SegmentBuilder.MOST_CHUNKS / 10;

    /** So many small segments are worth being merged. */
    static final int MANY_SMALL = 8;

    private static final Logger LOG = LoggerFactory.getLogger(IndexFold.class);

    private final OpenRepository repository;
    private final CollectionLog<RestorePointId, ObjectId> log;
    private final RunControl control;

    IndexFold(OpenRepository repository, CollectionLog<RestorePointId, ObjectId> log, RunControl control) {
        this.repository = repository;
        this.log = log;
        this.control = control;
    }

    /** Returns how many segments have been replaced. A segment is removed after what stands in for it is durable. */
    int run() {
        List<String> outdated = new ArrayList<>();
        List<String> small = new ArrayList<>();
        for (StoredObject object : repository.objects().list(ObjectNames.INDEX_SEGMENTS)) {
            read(object.name()).ifPresent(segment -> {
                if (segment.packs().stream().anyMatch(pack -> log.condemns(pack.pack()))) {
                    outdated.add(object.name());
                } else if (segment.chunks() < SMALL) {
                    small.add(object.name());
                }
            });
        }
        if (!outdated.isEmpty() || small.size() >= MANY_SMALL) {
            outdated.addAll(small);
        }
        return replace(outdated);
    }

    private int replace(List<String> names) {
        SegmentBuilder builder = new SegmentBuilder();
        List<String> replaced = new ArrayList<>();
        for (String name : names) {
            Optional<IndexSegment> segment = read(name);
            if (segment.isEmpty()) {
                continue;
            }
            if (builder.chunks() > 0 && builder.chunks() + segment.get().chunks() > SegmentBuilder.MOST_CHUNKS) {
                store(builder);
                builder = new SegmentBuilder();
            }
            builder.add(segment.get(), pack -> !log.condemns(pack));
            replaced.add(name);
        }
        store(builder);
        replaced.forEach(repository.objects()::delete);
        return replaced.size();
    }

    private void store(SegmentBuilder builder) {
        if (builder.isEmpty()) {
            return;
        }
        for (byte[] plain : builder.build()) {
            control.checkCancelled();
            control.stored(SegmentObjects.store(repository, plain));
        }
    }

    /** One that cannot be read stays: verification reports it, and the packs in it are found without it. */
    private Optional<IndexSegment> read(String name) {
        control.checkCancelled();
        try {
            return SegmentObjects.read(repository, name);
        } catch (CorruptDataException | UnsupportedFormatException e) {
            LOG.debug("Index segment {} cannot be read and is not merged", name, e);
            return Optional.empty();
        }
    }
}
