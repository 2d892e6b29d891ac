package io.backup4j.core.internal.operation;

import io.backup4j.api.StoredObject;
import io.backup4j.core.RepositoryStatistics;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.index.PackBlocks;
import io.backup4j.core.internal.points.PointCatalog;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.repository.OpenRepository;
import java.util.List;
import java.util.Optional;

/** Figures of a repository. */
final class Statistics {
    private Statistics() {}

    static RepositoryStatistics of(OpenRepository repository) {
        List<StoredPoint> points = new PointCatalog(repository).list().points();
        long original =
                points.stream().mapToLong(p -> p.point().bytes().original()).sum();
        long stored = repository.objects().list("").stream()
                .filter(object -> ObjectNames.kind(object.name()).isPresent())
                .mapToLong(StoredObject::size)
                .sum();
        try (ChunkStage chunks = ChunkStage.open(repository)) {
            long unique = chunks.index().packs().stream()
                    .map(chunks.index()::layout)
                    .flatMap(Optional::stream)
                    .mapToLong(Statistics::plainBytes)
                    .sum();
            return new RepositoryStatistics(
                    points.size(),
                    original,
                    unique,
                    stored,
                    chunks.loaded().packs().size(),
                    chunks.index().chunks());
        }
    }

    private static long plainBytes(PackBlocks pack) {
        return pack.blocks().stream().mapToLong(block -> block.plainLength()).sum();
    }
}
