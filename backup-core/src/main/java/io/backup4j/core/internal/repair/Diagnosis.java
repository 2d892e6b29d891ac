package io.backup4j.core.internal.repair;

import io.backup4j.api.BackupException;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.VerifyReport;
import io.backup4j.core.VerifyReport.Finding;
import io.backup4j.core.VerifyReport.Severity;
import io.backup4j.core.internal.format.ObjectFrame;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.index.PackDirectory;
import io.backup4j.core.internal.keys.KeySlots;
import io.backup4j.core.internal.ledger.CheckLedger;
import io.backup4j.core.internal.points.PointCatalog;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.repository.LoadedIndex;
import io.backup4j.core.internal.repository.OpenRepository;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is to be done about what a verification has found.
 *
 * @param packs packs that are damaged or missing, and what was found
 * @param segments index segments that cannot be read, and what was found
 * @param unlisted sound packs that no segment lists any more
 * @param small further objects that cannot be read and say nothing to anybody, and what was found
 * @param parity parity objects that are damaged, and what was found
 * @param isRecordLost whether a record of a collection that counts cannot be read
 * @param notes what must be left as it is
 */
record Diagnosis(
        Map<ObjectId, String> packs,
        Map<String, String> segments,
        List<PackDirectory> unlisted,
        Map<String, String> small,
        Map<String, String> parity,
        boolean isRecordLost,
        List<String> notes) {

    /** Makes a diagnosis; reads small objects once more, because only their absence of sense says that they may go. */
    static Diagnosis of(OpenRepository repository, VerifyReport report) {
        try (ChunkStage chunks = ChunkStage.open(repository)) {
            return new Reading(repository, chunks.loaded(), report).diagnosis();
        }
    }

    /** Returns whether a collection has to say which points there are no more, and which packs are out of use. */
    boolean needsCollection() {
        return !packs.isEmpty()
                || small.keySet().stream()
                        .anyMatch(name -> ObjectNames.pointId(name).isPresent());
    }

    /** The reading of one report. */
    private static final class Reading {
        private final OpenRepository repository;
        private final LoadedIndex loaded;
        private final List<Finding> findings;
        private final List<String> notes = new ArrayList<>();

        Reading(OpenRepository repository, LoadedIndex loaded, VerifyReport report) {
            this.repository = repository;
            this.loaded = loaded;
            this.findings = report.findings();
        }

        Diagnosis diagnosis() {
            Map<ObjectId, String> packs = packs();
            Map<String, String> segments = new TreeMap<>();
            loaded.problems().stream()
                    .filter(problem -> problem.object().startsWith(ObjectNames.INDEX_SEGMENTS))
                    .filter(problem -> mayGo(problem.object(), problem.cause()))
                    .forEach(problem -> segments.put(problem.object(), message(problem.cause())));
            List<PackDirectory> unlisted = findings.stream().anyMatch(Reading::isOfIndex)
                    ? loaded.orphans().stream()
                            .filter(pack -> !packs.containsKey(pack.pack()))
                            .toList()
                    : List.of();
            boolean isRecordLost = findings.stream()
                    .anyMatch(finding ->
                            ObjectNames.resolvedNumber(finding.object()).isPresent());
            return new Diagnosis(packs, segments, unlisted, small(), parity(), isRecordLost, notes);
        }

        private static boolean isOfIndex(Finding finding) {
            return finding.object().startsWith(ObjectNames.INDEX_SEGMENTS)
                    || finding.object().startsWith(ObjectNames.PACKS) && finding.severity() == Severity.WARNING;
        }

        /** A pack that can be read and that only no segment lists is sound. */
        private Map<ObjectId, String> packs() {
            Set<ObjectId> readable =
                    loaded.orphans().stream().map(PackDirectory::pack).collect(Collectors.toSet());
            Map<ObjectId, String> packs = new HashMap<>();
            for (Finding finding : findings) {
                Optional<ObjectId> pack = ObjectNames.packId(finding.object());
                if (pack.isPresent()
                        && (finding.severity() == Severity.LOSS || !readable.contains(pack.get()))
                        && !isOfOtherFormat(finding.object())) {
                    packs.putIfAbsent(pack.get(), finding.message());
                }
            }
            return packs;
        }

        private Map<String, String> small() {
            Map<String, String> small = new TreeMap<>();
            PointCatalog.Listing listing = new PointCatalog(repository).list();
            listing.problems().forEach((object, cause) -> {
                if (mayGo(object, cause)) {
                    small.put(object, message(cause));
                }
            });
            listing.gaps().objects().forEach((object, message) -> {
                if (ObjectNames.pointId(object).isPresent()) {
                    small.put(object, message);
                }
            });
            new CheckLedger(repository)
                    .look().problems().stream()
                            .filter(problem -> mayGo(problem.object(), problem.cause()))
                            .forEach(problem -> small.put(problem.object(), message(problem.cause())));
            small.putAll(damaged(name -> ObjectNames.closingNumber(name).isPresent()));
            small.putAll(damaged(this::isNewestEpoch));
            if (!repository.keySlots().infos(repository.keyRing()).isEmpty()) {
                repository.objects().keySlots().forEach((name, bytes) -> addKeySlot(name, bytes, small));
            }
            return small;
        }

        private Map<String, String> parity() {
            return damaged(name -> ObjectNames.parityId(name).isPresent());
        }

        /** Returns the findings in some objects. */
        private Map<String, String> damaged(Predicate<String> which) {
            Map<String, String> damaged = new TreeMap<>();
            findings.stream()
                    .filter(finding -> which.test(finding.object()) && !isOfOtherFormat(finding.object()))
                    .forEach(finding -> damaged.put(finding.object(), finding.message()));
            return damaged;
        }

        /** It is made again from the keys that it speaks of, as when it is missing. */
        private boolean isNewestEpoch(String name) {
            int newest = repository.keys().epoch();
            return newest > 0
                    && name.equals(ObjectNames.epoch(newest))
                    && repository.objects().read(name).isPresent();
        }

        private void addKeySlot(String name, byte[] bytes, Map<String, String> small) {
            List<String> troubles = new KeySlots(repository.config().repositoryId(), Map.of(name, bytes)).troubles();
            if (!troubles.isEmpty() && !isOfOtherFormat(name)) {
                small.put(name, troubles.get(0));
            }
        }

        private boolean mayGo(String object, BackupException cause) {
            return !(cause instanceof UnsupportedFormatException) || !isOfOtherFormat(object);
        }

        /** What is whole and of another format was written by another release, and is none of our business. */
        private boolean isOfOtherFormat(String object) {
            boolean isOther = repository
                    .objects()
                    .read(object)
                    .filter(ObjectFrame::isOfOtherFormat)
                    .isPresent();
            if (isOther) {
                notes.add("Left as it is, because a newer release has written it: " + object);
            }
            return isOther;
        }

        private static String message(BackupException cause) {
            return String.valueOf(cause.getMessage());
        }
    }
}
