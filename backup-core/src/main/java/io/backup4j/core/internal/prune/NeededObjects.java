package io.backup4j.core.internal.prune;

import io.backup4j.api.RestorePointId;
import io.backup4j.api.StoredObject;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.format.ObjectNames.AnnotationName;
import io.backup4j.core.internal.points.PointCatalog;
import io.backup4j.core.internal.points.PointCatalog.Listing;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.run.RunControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The objects without which some restore point could not be restored. */
public final class NeededObjects {
    private static final Set<ObjectKind> FOR_ALL = Set.of(
            ObjectKind.CONFIG, ObjectKind.KEY_SLOT, ObjectKind.EPOCH, ObjectKind.INDEX_SEGMENT, ObjectKind.COLLECTION);

    private NeededObjects() {}

    /**
     * Finds them: reads all manifests.
     *
     * @throws io.backup4j.api.CorruptDataException when something cannot be read that says what is needed
     */
    public static List<String> of(OpenRepository repository, RunControl control) {
        return StillView.look(repository, () -> look(repository, control));
    }

    private static List<String> look(OpenRepository repository, RunControl control) {
        List<String> names = new ArrayList<>();
        try (ChunkStage chunks = ChunkStage.open(repository)) {
            Listing listing = new PointCatalog(repository).list();
            new Needs(chunks, control, deleted -> false).walk(listing);
            PackUse.of(chunks.index().packs(), chunks.index()).stream()
                    .filter(PackUse::isNeeded)
                    .forEach(use -> names.add(ObjectNames.pack(use.pack())));
            Set<RestorePointId> points =
                    listing.points().stream().map(StoredPoint::id).collect(Collectors.toSet());
            repository.objects().list("").stream()
                    .map(StoredObject::name)
                    .filter(name -> isNeeded(name, points))
                    .forEach(names::add);
        }
        return names.stream().sorted().toList();
    }

    private static boolean isNeeded(String name, Set<RestorePointId> points) {
        Optional<RestorePointId> point = ObjectNames.pointId(name)
                .or(() -> ObjectNames.annotationName(name).map(AnnotationName::point));
        return point.map(points::contains)
                .orElseGet(
                        () -> ObjectNames.kind(name).filter(FOR_ALL::contains).isPresent());
    }
}
