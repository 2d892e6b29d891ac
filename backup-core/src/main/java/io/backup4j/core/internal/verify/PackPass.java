package io.backup4j.core.internal.verify;

import io.backup4j.api.CancelledException;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.StoreException;
import io.backup4j.core.VerifyReport.Severity;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.ledger.Check;
import io.backup4j.core.internal.ledger.CheckLedger;
import io.backup4j.core.internal.ledger.Checks;
import io.backup4j.core.internal.pack.PackReport;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.repository.CollectionRecords;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.run.RunControl;
import io.backup4j.core.internal.run.WorkerTeam;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reading of the chosen packs, which writes down in the ledger what it finds. Used once, by one thread, which is joined by the workers. */
final class PackPass {
    /** So that a verification of days that is interrupted has not been in vain. */
    private static final int WRITTEN_AT_ONCE = 1_000;

    private final OpenRepository repository;
    private final ChunkStage chunks;
    private final Findings findings;
    private final RunControl control;
    private final CheckLedger ledger;
    private final CollectionRecords collections;
    private final Map<ObjectId, Check> unwritten = new HashMap<>();
    private final Set<ObjectId> read = new HashSet<>();
    private @Nullable String trouble;
    private long bytesRead;
    private volatile boolean abandoned;

    PackPass(
            OpenRepository repository,
            ChunkStage chunks,
            CollectionRecords collections,
            Findings findings,
            RunControl control) {
        this.repository = repository;
        this.chunks = chunks;
        this.findings = findings;
        this.control = control;
        this.ledger = new CheckLedger(repository);
        this.collections = collections;
    }

    /**
     * Reads the packs.
     *
     * @param maxTime when the run has lasted so long, no further pack is begun; null for no limit
     * @param beside is done by a thread of its own meanwhile, and asks {@link #requireGoingOn} now and then
     */
    void run(PackChoice choice, @Nullable Duration maxTime, WorkerTeam.Task beside) throws Exception {
        Map<ObjectId, Long> sizes = chunks.loaded().packs();
        Queue<ObjectId> queue = new ArrayDeque<>(choice.all());
        control.expect(
                queue.size(),
                queue.stream().mapToLong(pack -> sizes.getOrDefault(pack, 0L)).sum());
        int optional = queue.size() - choice.mandatory();
        WorkerTeam.Task task = () -> {
            for (ObjectId pack = next(queue, optional, maxTime); pack != null; pack = next(queue, optional, maxTime)) {
                add(chunks.packs().verify(pack, sizes.getOrDefault(pack, 0L)));
            }
        };
        List<WorkerTeam.Task> tasks =
                new ArrayList<>(Collections.nCopies(repository.options().workers(), task));
        tasks.add(beside);
        try (WorkerTeam team = new WorkerTeam("backup4j-verify", tasks.size())) {
            team.runAll(tasks, () -> abandoned = true);
        }
    }

    /**
     * Does nothing while the packs are being read.
     *
     * @throws CancelledException when that has failed or was cancelled
     */
    void requireGoingOn() {
        control.checkCancelled();
        if (abandoned) {
            throw new CancelledException("Another part of the verification has failed");
        }
    }

    private @Nullable ObjectId next(Queue<ObjectId> queue, int optional, @Nullable Duration maxTime) {
        control.checkCancelled();
        synchronized (queue) {
            boolean isLate =
                    maxTime != null && queue.size() <= optional && elapsed().compareTo(maxTime) >= 0;
            return abandoned || isLate ? null : queue.poll();
        }
    }

    private Duration elapsed() {
        return Duration.between(
                control.startedAt(), repository.options().clock().instant());
    }

    private synchronized void add(PackReport report) {
        read.add(report.pack());
        bytesRead += report.bytesRead();
        control.done(1, report.bytesRead());
        // A pack that has been condemned since the check began may go under the reader, and nobody needs it.
        if (!report.findings().isEmpty() && collections.look().log().condemns(report.pack())) {
            return;
        }
        for (PackReport.Finding finding : report.findings()) {
            findings.add(ObjectNames.pack(report.pack()), Severity.LOSS, finding.message());
            findings.lose(finding.chunks());
            if (finding.allChunks()) {
                findings.lose(report.pack());
            }
        }
        unwritten.put(report.pack(), new Check(now(), report.findings().isEmpty()));
        if (unwritten.size() >= WRITTEN_AT_ONCE) {
            write(new Checks(unwritten, Map.of()));
            unwritten.clear();
        }
    }

    /** The ledger knows milliseconds. */
    Instant now() {
        return repository.options().clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Writes down what has not been written down yet, with what was found out of points. */
    synchronized void finish(Map<RestorePointId, Check> points) {
        write(new Checks(unwritten, points));
    }

    private void write(Checks checks) {
        if (checks.isEmpty() || trouble != null) {
            return;
        }
        try {
            ledger.add(checks);
        } catch (StoreException e) {
            trouble = "What was checked could not be written down, and counts as not checked: " + e.getMessage();
        }
    }

    /** Returns why the ledger does not hold what was found out, null when it does. */
    synchronized @Nullable String trouble() {
        return trouble;
    }

    /** Returns the packs of which every byte was read. */
    synchronized Set<ObjectId> read() {
        return Set.copyOf(read);
    }

    synchronized long bytesRead() {
        return bytesRead;
    }
}
