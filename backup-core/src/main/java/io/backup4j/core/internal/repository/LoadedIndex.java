package io.backup4j.core.internal.repository;

import io.backup4j.api.BackupException;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.StoredObject;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.index.ChunkIndex;
import io.backup4j.core.internal.index.IndexSegment;
import io.backup4j.core.internal.index.PackDirectory;
import io.backup4j.core.internal.pack.PackReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The index of a repository as one operation sees it: every segment, and the directories of packs that no segment lists.
 *
 * @param chunks where chunks lie; only in packs that the store lists with the size that they should have
 * @param packs bytes of every pack that the store lists
 * @param expected bytes that packs should have, as segments say
 * @param orphans packs that no segment lists: left by a run that died, or of one that is going on elsewhere
 * @param problems what could not be read
 */
public record LoadedIndex(
        ChunkIndex chunks,
        Map<ObjectId, Long> packs,
        Map<ObjectId, Long> expected,
        List<PackDirectory> orphans,
        List<Problem> problems) {
    /**
     * An object that could not be read.
     *
     * @param object its name
     * @param cause why: it is damaged, or of another format
     */
    public record Problem(String object, BackupException cause) {}

    /** Reads the index. Packs are listed after the segments, so a segment of a run that ends meanwhile misses no pack. */
    static LoadedIndex load(OpenRepository repository, ChunkIndex chunks, PackReader packReader) {
        RepositoryObjects objects = repository.objects();
        List<Problem> problems = new ArrayList<>();
        Map<String, IndexSegment> segments = readSegments(repository, problems);
        Map<ObjectId, Long> packs = new HashMap<>();
        for (StoredObject pack : objects.list(ObjectNames.PACKS)) {
            ObjectNames.packId(pack.name()).ifPresent(id -> packs.put(id, pack.size()));
        }
        Map<ObjectId, Long> expected = new HashMap<>();
        segments.forEach((name, segment) -> {
            segment.packs().forEach(pack -> expected.put(pack.pack(), pack.size()));
            try {
                chunks.add(segment, id -> Objects.equals(expected.get(id), packs.get(id)));
            } catch (CorruptDataException e) {
                problems.add(new Problem(name, e));
            }
        });
        List<PackDirectory> orphans = adoptOrphans(
                packReader, packs, expected.keySet(), repository.keys().isEncrypted(), problems);
        orphans.forEach(chunks::add);
        return new LoadedIndex(chunks, packs, expected, orphans, problems);
    }

    private static Map<String, IndexSegment> readSegments(OpenRepository repository, List<Problem> problems) {
        Map<String, IndexSegment> segments = new HashMap<>();
        List<StoredObject> listed = repository.objects().list(ObjectNames.INDEX_SEGMENTS);
        repository.listed(
                ObjectNames.INDEX_SEGMENTS,
                listed.stream().map(StoredObject::name).collect(Collectors.toSet()));
        for (StoredObject object : listed) {
            String name = object.name();
            if (ObjectNames.indexSegmentId(name).isEmpty()) {
                continue;
            }
            try {
                repository
                        .openListed(ObjectKind.INDEX_SEGMENT, name)
                        .map(plain -> IndexSegment.read(ObjectKind.INDEX_SEGMENT.describe(name), plain))
                        .ifPresent(segment -> segments.put(name, segment));
            } catch (CorruptDataException | UnsupportedFormatException e) {
                problems.add(new Problem(name, e));
            }
        }
        return segments;
    }

    private static List<PackDirectory> adoptOrphans(
            PackReader reader,
            Map<ObjectId, Long> packs,
            Set<ObjectId> listed,
            boolean isEncrypted,
            List<Problem> problems) {
        Set<ObjectId> unlisted = new HashSet<>(packs.keySet());
        unlisted.removeAll(listed);
        List<PackDirectory> orphans = new ArrayList<>();
        for (ObjectId pack : unlisted) {
            try {
                adopt(reader, pack, packs.getOrDefault(pack, 0L), isEncrypted, orphans);
            } catch (CorruptDataException | UnsupportedFormatException e) {
                problems.add(new Problem(ObjectNames.pack(pack), e));
            }
        }
        return orphans;
    }

    /** Where nothing is sealed, nothing but the check of the whole pack vouches for what its directory says. */
    private static void adopt(
            PackReader reader, ObjectId pack, long size, boolean isEncrypted, List<PackDirectory> orphans) {
        PackDirectory directory = reader.directory(pack, size);
        if (isEncrypted || reader.verify(pack, size).findings().isEmpty()) {
            orphans.add(directory);
        }
    }
}
