package io.backup4j.core.internal.operation;

import io.backup4j.api.RestorePointId;
import io.backup4j.api.StoredObject;
import io.backup4j.core.RepositoryStatistics;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.index.ChunkIndex;
import io.backup4j.core.internal.index.PackBlocks;
import io.backup4j.core.internal.ledger.CheckLedger;
import io.backup4j.core.internal.ledger.Checks;
import io.backup4j.core.internal.parity.Parities;
import io.backup4j.core.internal.points.PointCatalog;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.repository.OpenRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Figures of a repository. */
final class Statistics {
    private Statistics() {}

    static RepositoryStatistics of(OpenRepository repository) {
        List<StoredPoint> points = new PointCatalog(repository).list().points();
        long original =
                points.stream().mapToLong(p -> p.point().bytes().original()).sum();
        long storedBytes = bytes(repository.objects().list(""));
        try (ChunkStage chunks = ChunkStage.open(repository)) {
            long unique = chunks.index().packs().stream()
                    .map(chunks.index()::layout)
                    .flatMap(Optional::stream)
                    .mapToLong(Statistics::plainBytes)
                    .sum();
            Set<ObjectId> packs = chunks.loaded().packs().keySet();
            Checks checks = new CheckLedger(repository).look().checks();
            Set<RestorePointId> damaged = checks.damagedPoints();
            List<Instant> read = packs.stream()
                    .flatMap(pack -> checks.checkedAt(pack).stream())
                    .sorted()
                    .toList();
            Set<ObjectId> covered = Parities.look(repository.objects()).packs();
            return new RepositoryStatistics(
                    points.size(),
                    original,
                    unique,
                    storedBytes,
                    packs.size(),
                    chunks.index().chunks(),
                    read.size(),
                    read.isEmpty() ? null : read.get(0),
                    repository.keys().epoch(),
                    outdatedBytes(chunks.index(), repository.keys().epoch()),
                    points.stream()
                            .map(StoredPoint::id)
                            .filter(damaged::contains)
                            .count(),
                    chunks.loaded().packs().entrySet().stream()
                            .filter(pack -> covered.contains(pack.getKey()))
                            .mapToLong(Map.Entry::getValue)
                            .sum(),
                    bytes(repository.objects().list(ObjectNames.PARITY)));
        }
    }

    private static long outdatedBytes(ChunkIndex index, int epoch) {
        return index.packs().stream()
                .flatMap(pack -> index.layout(pack).stream())
                .filter(pack -> pack.epoch() < epoch)
                .mapToLong(PackBlocks::size)
                .sum();
    }

    private static long bytes(List<StoredObject> listed) {
        return listed.stream()
                .filter(object -> ObjectNames.kind(object.name()).isPresent())
                .mapToLong(StoredObject::size)
                .sum();
    }

    private static long plainBytes(PackBlocks pack) {
        return pack.blocks().stream().mapToLong(block -> block.plainLength()).sum();
    }
}
