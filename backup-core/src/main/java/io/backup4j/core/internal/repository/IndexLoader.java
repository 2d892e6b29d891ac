package io.backup4j.core.internal.repository;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.ObjectMissingException;
import io.backup4j.api.StoredObject;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.index.ChunkIndex;
import io.backup4j.core.internal.index.IndexSegment;
import io.backup4j.core.internal.index.PackDirectory;
import io.backup4j.core.internal.pack.PackReader;
import io.backup4j.core.internal.repository.LoadedIndex.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads the index of a repository, again when somebody has merged segments or removed packs meanwhile. One thread at a time. */
final class IndexLoader {
    private static final int ATTEMPTS = 10;

    private final OpenRepository repository;
    private final CollectionRecords collections;
    private final ChunkIndex chunks;
    private final PackReader packReader;
    private final Set<ObjectId> unusable;
    private boolean hasVanished;

    /**
     * Makes a loader.
     *
     * @param chunks takes what is read; may be filled already, what is gone since is taken out
     * @param unusable packs that are to be treated like condemned ones
     */
    IndexLoader(
            OpenRepository repository,
            CollectionRecords collections,
            ChunkIndex chunks,
            PackReader packReader,
            Set<ObjectId> unusable) {
        this.unusable = unusable;
        this.repository = repository;
        this.collections = collections;
        this.chunks = chunks;
        this.packReader = packReader;
    }

    LoadedIndex load() {
        LoadedIndex loaded = read();
        for (int attempt = 1; attempt < ATTEMPTS && hasMoved(loaded); attempt++) {
            loaded = read();
        }
        return loaded;
    }

    private boolean hasMoved(LoadedIndex loaded) {
        if (hasVanished) {
            return true;
        }
        boolean isComplete =
                loaded.packs().keySet().containsAll(loaded.expected().keySet());
        return !isComplete
                && collections.look().log().completedNumber()
                        > loaded.collections().completedNumber();
    }

    /** Packs are listed after the segments, so a segment of a run that ends meanwhile misses no pack. */
    private LoadedIndex read() {
        hasVanished = false;
        CollectionRecords.Found found = collections.look();
        List<Problem> problems = new ArrayList<>(found.problems());
        List<StoredObject> segments = repository.listToOpen(
                ObjectNames.INDEX_SEGMENTS,
                name -> ObjectNames.indexSegmentId(name).isPresent());
        Map<ObjectId, Long> packs = listPacks(found);
        Set<ObjectId> gone = new HashSet<>(chunks.packs());
        gone.removeAll(packs.keySet());
        chunks.mask(gone);
        Map<ObjectId, Long> expected = new HashMap<>();
        // Opened one after the other: all of them would take as much memory as the index.
        for (StoredObject object : segments) {
            readSegment(object.name(), problems).ifPresent(segment -> {
                segment.packs().stream()
                        .filter(pack -> isUsable(pack.pack(), found))
                        .forEach(pack -> expected.put(pack.pack(), pack.size()));
                add(
                        object.name(),
                        segment,
                        pack -> Objects.equals(expected.get(pack), packs.get(pack)) && packs.containsKey(pack),
                        problems);
            });
        }
        List<PackDirectory> orphans = adoptOrphans(packs, expected.keySet(), problems);
        return new LoadedIndex(chunks, packs, expected, orphans, problems, found.log());
    }

    private Map<ObjectId, Long> listPacks(CollectionRecords.Found found) {
        Map<ObjectId, Long> packs = new HashMap<>();
        for (StoredObject object : repository.objects().list(ObjectNames.PACKS)) {
            ObjectNames.packId(object.name())
                    .filter(pack -> isUsable(pack, found))
                    .ifPresent(pack -> packs.put(pack, object.size()));
        }
        return packs;
    }

    private boolean isUsable(ObjectId pack, CollectionRecords.Found found) {
        return !found.log().condemns(pack) && !unusable.contains(pack);
    }

    private Optional<IndexSegment> readSegment(String name, List<Problem> problems) {
        try {
            Optional<IndexSegment> segment = SegmentObjects.read(repository, name);
            hasVanished |= segment.isEmpty();
            return segment;
        } catch (CorruptDataException | UnsupportedFormatException e) {
            problems.add(new Problem(name, e));
            return Optional.empty();
        }
    }

    private void add(String name, IndexSegment segment, Predicate<ObjectId> usable, List<Problem> problems) {
        try {
            chunks.add(segment, usable);
        } catch (CorruptDataException e) {
            problems.add(new Problem(name, e));
        }
    }

    private List<PackDirectory> adoptOrphans(Map<ObjectId, Long> packs, Set<ObjectId> listed, List<Problem> problems) {
        Set<ObjectId> unlisted = new HashSet<>(packs.keySet());
        unlisted.removeAll(listed);
        List<PackDirectory> orphans = new ArrayList<>();
        for (ObjectId pack : unlisted) {
            try {
                adopt(pack, packs.getOrDefault(pack, 0L), orphans);
            } catch (CorruptDataException | UnsupportedFormatException e) {
                hasVanished |= e.getCause() instanceof ObjectMissingException;
                problems.add(new Problem(ObjectNames.pack(pack), e));
            }
        }
        return orphans;
    }

    /** Where nothing is sealed, nothing but the check of the whole pack vouches for what its directory says. */
    private void adopt(ObjectId pack, long size, List<PackDirectory> orphans) {
        PackDirectory directory = packReader.directory(pack, size);
        if (repository.keys().isEncrypted()
                || packReader.verify(pack, size).findings().isEmpty()) {
            chunks.add(directory);
            orphans.add(directory);
        }
    }
}
