package io.backup4j.core.internal.verify;

import io.backup4j.api.Progress.Phase;
import io.backup4j.core.VerifyReport;
import io.backup4j.core.VerifyReport.Severity;
import io.backup4j.core.VerifyReport.Statistics;
import io.backup4j.core.VerifyRequest;
import io.backup4j.core.internal.crypto.CryptoWarmUp;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.keys.KeySlots;
import io.backup4j.core.internal.pack.PackReport;
import io.backup4j.core.internal.points.PointCatalog;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.repository.LoadedIndex;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.run.RunControl;
import io.backup4j.core.internal.run.WorkerTeam;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One check of a repository. Used once, by one thread, which is joined by the workers. */
public final class VerifyRun {
    private final OpenRepository repository;
    private final VerifyRequest request;
    private final RunControl control;
    private final Findings findings = new Findings();
    private final LongAdder bytesRead = new LongAdder();
    private volatile boolean abandoned;

    /** Prepares a check. */
    public VerifyRun(OpenRepository repository, VerifyRequest request, RunControl control) {
        this.repository = repository;
        this.request = request;
        this.control = control;
    }

    /** Checks. */
    public VerifyReport call() throws Exception {
        control.enter(Phase.OPENING);
        if (repository.keys().isEncrypted()) {
            CryptoWarmUp.start();
        }
        repository.forgetKnown();
        checkSmallObjects();
        List<StoredPoint> points = points();
        try (ChunkStage chunks = ChunkStage.open(repository)) {
            checkIndex(chunks.loaded());
            control.enter(Phase.TRANSFERRING);
            List<ObjectId> packs = chosen(chunks, points);
            checkPacks(chunks, packs);
            control.enter(Phase.COMMITTING);
            ManifestCheck manifests = new ManifestCheck(chunks, findings, control);
            manifests.check(points);
            return report(chunks, points, packs, manifests.entries());
        }
    }

    private VerifyReport report(ChunkStage chunks, List<StoredPoint> points, List<ObjectId> packs, long entries) {
        Statistics statistics = new Statistics(
                points.size(),
                entries,
                chunks.loaded().packs().size(),
                packs.size(),
                bytesRead.sum(),
                chunks.index().chunks());
        return new VerifyReport(findings.list(), findings.damage(), statistics);
    }

    private void checkSmallObjects() {
        Optional<byte[]> config = repository.objects().read(ObjectNames.CONFIG);
        if (config.isEmpty() || !Arrays.equals(config.get(), repository.configObject())) {
            String found = config.isEmpty() ? "is missing" : "has been changed since the repository was opened";
            findings.add(ObjectNames.CONFIG, Severity.LOSS, "The config " + found);
        }
        KeySlots slots = repository.keySlots();
        boolean onlyWay = slots.infos().isEmpty();
        if (onlyWay && slots.troubles().isEmpty() && repository.keys().isEncrypted()) {
            findings.add(
                    ObjectNames.KEY_SLOTS,
                    Severity.LOSS,
                    "No key slot is left. Add a key while the repository is open: afterwards nobody can open it");
        }
        slots.troubles()
                .forEach(trouble ->
                        findings.add(ObjectNames.KEY_SLOTS, onlyWay ? Severity.LOSS : Severity.WARNING, trouble));
    }

    private List<StoredPoint> points() {
        PointCatalog.Listing listing = new PointCatalog(repository).list();
        listing.problems()
                .forEach((object, cause) -> findings.add(
                        object,
                        object.startsWith(ObjectNames.POINTS) ? Severity.LOSS : Severity.WARNING,
                        String.valueOf(cause.getMessage())));
        return listing.points().stream()
                .filter(stored -> request.points().isEmpty()
                        || request.points().contains(stored.point().id()))
                .toList();
    }

    private void checkIndex(LoadedIndex loaded) {
        for (LoadedIndex.Problem problem : loaded.problems()) {
            findings.add(
                    problem.object(),
                    Severity.WARNING,
                    String.valueOf(problem.cause().getMessage()));
        }
        loaded.expected().forEach((pack, size) -> {
            Long found = loaded.packs().get(pack);
            if (found == null) {
                findings.add(ObjectNames.pack(pack), Severity.LOSS, "The pack is missing");
            } else if (!found.equals(size)) {
                findings.add(ObjectNames.pack(pack), Severity.LOSS, "It has " + found + " bytes instead of " + size);
            }
        });
    }

    /** A sample is a random share of the packs; a check of some points looks at the packs that these need. */
    private List<ObjectId> chosen(ChunkStage chunks, List<StoredPoint> points) {
        Collection<ObjectId> candidates =
                request.points().isEmpty() ? chunks.loaded().packs().keySet() : new PacksOf(chunks).packs(points);
        List<ObjectId> shuffled = new ArrayList<>(candidates);
        Collections.shuffle(shuffled, repository.options().random());
        long count = (long) Math.ceil(shuffled.size() * request.level().percent() / 100.0);
        return shuffled.subList(0, (int) count);
    }

    private void checkPacks(ChunkStage chunks, List<ObjectId> packs) throws Exception {
        Map<ObjectId, Long> sizes = chunks.loaded().packs();
        long total =
                packs.stream().mapToLong(pack -> sizes.getOrDefault(pack, 0L)).sum();
        control.expect(packs.size(), total);
        Iterator<ObjectId> queue = packs.iterator();
        WorkerTeam.Task task = () -> {
            for (ObjectId pack = next(queue); pack != null; pack = next(queue)) {
                add(chunks.packs().verify(pack, sizes.getOrDefault(pack, 0L)));
            }
        };
        int workers = repository.options().workers();
        try (WorkerTeam team = new WorkerTeam("backup4j-verify", workers)) {
            team.runAll(Collections.nCopies(workers, task), () -> abandoned = true);
        }
    }

    private @Nullable ObjectId next(Iterator<ObjectId> queue) {
        control.checkCancelled();
        synchronized (queue) {
            return queue.hasNext() && !abandoned ? queue.next() : null;
        }
    }

    private void add(PackReport report) {
        bytesRead.add(report.bytesRead());
        control.done(1, report.bytesRead());
        for (PackReport.Finding finding : report.findings()) {
            findings.add(ObjectNames.pack(report.pack()), Severity.LOSS, finding.message());
            findings.lose(finding.chunks());
            if (finding.allChunks()) {
                findings.lose(report.pack());
            }
        }
    }
}
