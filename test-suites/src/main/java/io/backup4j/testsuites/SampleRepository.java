package io.backup4j.testsuites;

import io.backup4j.api.BackupStore;
import io.backup4j.api.PointDetails;
import io.backup4j.api.RestorePointId;
import io.backup4j.core.BackupReport;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.PruneRequest;
import io.backup4j.testkit.RawObjects;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A repository to be damaged, which has objects of every kind. */
final class SampleRepository {
    private static final String POINTS = "points/";
    private static final Pattern ID = Pattern.compile("\\b[0-9a-f]{2,}\\b");

    private SampleRepository() {}

    /** Makes one in an empty store. */
    static KnownPoints fill(BackupStore store) {
        KnownPoints known = new KnownPoints();
        try (BackupRepository repository = KnownPoints.openOrCreate(store)) {
            KnownPoints.rotateKeys(repository);
            delete(repository, known, known.backUp(repository, 1));
            repository.run(PruneRequest.defaults());
            RestorePointId described = known.backUp(repository, 2).point().id();
            repository.describe(described, PointDetails.none().withName("2").withDescription("described"));
            known.backUp(repository, 3);
            // Of the same content, so that no pack and no segment is there for a deleted point alone: nobody would miss
            // it.
            delete(repository, known, known.backUp(repository, 3));
        }
        return known;
    }

    private static void delete(BackupRepository repository, KnownPoints known, BackupReport report) {
        repository.delete(report.point().id());
        known.forget(report.point().id());
    }

    /**
     * Returns the names of the objects to be damaged: one of each kind, in a campaign all. Of points only the eldest is among them: that it is
     * gone is told by the others.
     */
    static List<String> objects(RawObjects objects, KnownPoints known) {
        Map<String, String> byKind = new TreeMap<>();
        for (String name : objects.names()) {
            byKind.put(Campaign.isOn() ? name : ID.matcher(name).replaceAll("*"), name);
        }
        byKind.values().removeIf(name -> name.startsWith(POINTS));
        byKind.put(POINTS, POINTS + known.ids().get(0));
        return List.copyOf(byKind.values());
    }
}
