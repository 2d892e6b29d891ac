package io.backup4j.core.internal.verify;

import io.backup4j.api.Progress.Phase;
import io.backup4j.api.RestorePointId;
import io.backup4j.core.VerifyLevel;
import io.backup4j.core.VerifyReport;
import io.backup4j.core.VerifyReport.Coverage;
import io.backup4j.core.VerifyReport.Finding;
import io.backup4j.core.VerifyReport.Severity;
import io.backup4j.core.VerifyReport.Statistics;
import io.backup4j.core.VerifyRequest;
import io.backup4j.core.internal.crypto.CryptoWarmUp;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.keys.KeySlots;
import io.backup4j.core.internal.ledger.Check;
import io.backup4j.core.internal.ledger.CheckLedger;
import io.backup4j.core.internal.ledger.Checks;
import io.backup4j.core.internal.points.PointCatalog;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.repository.CollectionRecords;
import io.backup4j.core.internal.repository.LoadedIndex;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.run.RunControl;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One check of a repository. Used once, by one thread, which is joined by the workers. */
public final class VerifyRun {
    private static final int ATTEMPTS = 10;
    private static final VerifyRequest EVERYTHING = VerifyRequest.of(VerifyLevel.EVERY_BYTE);

    private final OpenRepository repository;
    private final VerifyRequest request;
    private final RunControl control;
    private final CollectionRecords collections;
    private final Findings findings = new Findings();

    /** Prepares a check. */
    public VerifyRun(OpenRepository repository, VerifyRequest request, RunControl control) {
        this.repository = repository;
        this.request = request;
        this.control = control;
        this.collections = new CollectionRecords(repository);
    }

    /**
     * Checks.
     *
     * @throws io.backup4j.api.RestorePointMissingException when there is no such point as the request names
     */
    public VerifyReport call() throws Exception {
        control.enter(Phase.OPENING);
        if (repository.keys().isEncrypted()) {
            CryptoWarmUp.start();
        }
        repository.forgetKnown();
        checkSmallObjects();
        collections.check().forEach(this::warn);
        long completed = completed();
        List<StoredPoint> points = requested();
        Checks known = known();
        try (ChunkStage chunks = ChunkStage.open(repository)) {
            checkIndex(chunks.loaded());
            control.enter(Phase.TRANSFERRING);
            Map<ObjectId, Long> candidates = candidates(chunks, points);
            PackPass pass = new PackPass(repository, chunks, collections, findings, control);
            PackChoice choice = PackChoice.of(
                    candidates, known, request, pass.now(), repository.options().random());
            ManifestCheck beside = new ManifestCheck(chunks, findings, pass::requireGoingOn);
            pass.run(choice, request.maxTime(), () -> beside.check(points));
            if (request.points().isEmpty()) {
                new ParityCheck(repository, chunks, collections, findings, control).run(request.equals(EVERYTHING));
            }
            control.enter(Phase.COMMITTING);
            ManifestCheck manifests =
                    settled(findings.hasLosses() ? checkManifests(chunks, points) : beside, chunks, completed);
            control.checkCancelled();
            pass.finish(checksOf(manifests.points(), manifests.damaged(), known, pass.now()));
            Coverage coverage = choice.coverage(candidates.keySet(), pass.read(), known, pass.now());
            return report(chunks, manifests, pass, coverage);
        }
    }

    /** What seems to be lost is looked at again when space was reclaimed meanwhile: chunks were moved, and points have gone. */
    private ManifestCheck settled(ManifestCheck first, ChunkStage chunks, long completedBefore) {
        ManifestCheck manifests = first;
        long completed = completedBefore;
        for (int attempt = 1; ; attempt++) {
            long now = manifests.found().isEmpty() ? completed : completed();
            if (now == completed || attempt == ATTEMPTS) {
                findings.addAll(manifests.found());
                return manifests;
            }
            completed = now;
            List<StoredPoint> points = requested(list(new Findings()));
            chunks.refresh();
            manifests = checkManifests(chunks, points);
        }
    }

    private ManifestCheck checkManifests(ChunkStage chunks, List<StoredPoint> points) {
        ManifestCheck manifests = new ManifestCheck(chunks, findings, control::checkCancelled);
        manifests.check(points);
        return manifests;
    }

    private long completed() {
        return collections.look().log().completedNumber();
    }

    private VerifyReport report(ChunkStage chunks, ManifestCheck manifests, PackPass pass, Coverage coverage) {
        Statistics statistics = new Statistics(
                manifests.points().size(),
                manifests.entries(),
                chunks.loaded().packs().size(),
                pass.read().size(),
                pass.bytesRead(),
                chunks.index().chunks());
        String trouble = pass.trouble();
        return new VerifyReport(
                findings.list().stream().map(this::withCause).toList(),
                findings.damage(),
                statistics,
                coverage,
                trouble == null ? List.of() : List.of(trouble));
    }

    /** A disk that cannot read is another trouble than a wrong byte: it may be the cable, and there may be more to come. */
    private Finding withCause(Finding finding) {
        return repository
                .objects()
                .unreadable(finding.object())
                .map(cause -> new Finding(finding.object(), finding.severity(), finding.message() + " (" + cause + ")"))
                .orElse(finding);
    }

    private void checkSmallObjects() {
        Optional<byte[]> config = repository.objects().read(ObjectNames.CONFIG);
        if (config.isEmpty() || !Arrays.equals(config.get(), repository.configObject())) {
            String found = config.isEmpty() ? "is missing" : "has been changed since the repository was opened";
            findings.add(ObjectNames.CONFIG, Severity.LOSS, "The config " + found);
        }
        KeySlots slots = repository.keySlots();
        boolean onlyWay = slots.infos(repository.keyRing()).isEmpty();
        if (onlyWay && slots.troubles().isEmpty() && repository.keys().isEncrypted()) {
            findings.add(
                    ObjectNames.KEY_SLOTS,
                    Severity.LOSS,
                    "No key slot is left. Add a key while the repository is open: afterwards nobody can open it");
        }
        slots.epochTroubles(repository.keyRing())
                .forEach((name, trouble) -> findings.add(name, Severity.WARNING, trouble));
        slots.troubles()
                .forEach(trouble ->
                        findings.add(ObjectNames.KEY_SLOTS, onlyWay ? Severity.LOSS : Severity.WARNING, trouble));
    }

    /** Only at the beginning: afterwards a point may rightly have gone. */
    private List<StoredPoint> requested() {
        PointCatalog.Listing listing = list(findings);
        request.points().forEach(listing::require);
        return requested(listing);
    }

    private List<StoredPoint> requested(PointCatalog.Listing listing) {
        return listing.points().stream()
                .filter(stored -> request.points().isEmpty() || request.points().contains(stored.id()))
                .toList();
    }

    private PointCatalog.Listing list(Findings found) {
        PointCatalog.Listing listing = new PointCatalog(repository).list();
        listing.problems()
                .forEach((object, cause) -> found.add(
                        object,
                        object.startsWith(ObjectNames.POINTS) ? Severity.LOSS : Severity.WARNING,
                        String.valueOf(cause.getMessage())));
        listing.gaps().objects().forEach((object, message) -> found.add(object, Severity.LOSS, message));
        return listing;
    }

    private void checkIndex(LoadedIndex loaded) {
        loaded.problems().stream()
                // Those of collections have been found before.
                .filter(problem -> !problem.object().startsWith(ObjectNames.COLLECTIONS))
                .forEach(this::warn);
        loaded.expected().forEach((pack, size) -> {
            Long found = loaded.packs().get(pack);
            if (found == null) {
                findings.add(ObjectNames.pack(pack), Severity.LOSS, "The pack is missing");
            } else if (!found.equals(size)) {
                findings.add(ObjectNames.pack(pack), Severity.LOSS, "It has " + found + " bytes instead of " + size);
            }
        });
    }

    /** A check of some points looks at the packs that these need. */
    private Map<ObjectId, Long> candidates(ChunkStage chunks, List<StoredPoint> points) {
        Map<ObjectId, Long> sizes = chunks.loaded().packs();
        return request.points().isEmpty()
                ? sizes
                : new PacksOf(chunks)
                        .packs(points).stream()
                                .collect(Collectors.toMap(pack -> pack, pack -> sizes.getOrDefault(pack, 0L)));
    }

    private Checks known() {
        CheckLedger.Found found = new CheckLedger(repository).look();
        found.problems().forEach(this::warn);
        return found.checks();
    }

    private void warn(LoadedIndex.Problem problem) {
        findings.add(
                problem.object(),
                Severity.WARNING,
                String.valueOf(problem.cause().getMessage()));
    }

    /** Points that are sound are written down only when it was said that they are not. */
    private static Map<RestorePointId, Check> checksOf(
            List<StoredPoint> points, Set<RestorePointId> damaged, Checks known, Instant now) {
        Map<RestorePointId, Check> checks = new HashMap<>();
        Set<RestorePointId> knownToBe = known.damagedPoints();
        for (StoredPoint stored : points) {
            RestorePointId id = stored.id();
            if (damaged.contains(id) || knownToBe.contains(id)) {
                checks.put(id, new Check(now, !damaged.contains(id)));
            }
        }
        return checks;
    }
}
