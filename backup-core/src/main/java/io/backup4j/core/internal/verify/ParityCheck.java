package io.backup4j.core.internal.verify;

import io.backup4j.api.BackupException;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.VerifyReport.Severity;
import io.backup4j.core.internal.collect.CollectionLog;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.parity.Parities;
import io.backup4j.core.internal.parity.Parity;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.repository.CollectionRecords;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.run.RunControl;
import java.util.Set;

/** The check of parity: damage in it is no loss, and it knows of packs that nothing else may know of. Used once, by one thread. */
final class ParityCheck {
    private final OpenRepository repository;
    private final ChunkStage chunks;
    private final CollectionRecords collections;
    private final Findings findings;
    private final RunControl control;

    ParityCheck(
            OpenRepository repository,
            ChunkStage chunks,
            CollectionRecords collections,
            Findings findings,
            RunControl control) {
        this.repository = repository;
        this.chunks = chunks;
        this.collections = collections;
        this.findings = findings;
        this.control = control;
    }

    void run(boolean everyByte) {
        Parities parities = Parities.look(repository.objects());
        parities.problems().forEach(problem -> warn(problem.object(), problem.cause()));
        findLostPacks(parities.packs());
        if (everyByte) {
            parities.readable().forEach(this::read);
        }
    }

    private void warn(String object, BackupException cause) {
        findings.add(object, Severity.WARNING, String.valueOf(cause.getMessage()));
    }

    private void read(Parity parity) {
        control.checkCancelled();
        try {
            Parities.requireSound(repository.objects(), parity);
        } catch (CorruptDataException | UnsupportedFormatException e) {
            warn(parity.name(), e);
        }
    }

    /** A pack goes only when it has been condemned. Those that the index expects have been found before. */
    private void findLostPacks(Set<ObjectId> covered) {
        covered.removeAll(chunks.loaded().packs().keySet());
        covered.removeAll(chunks.loaded().expected().keySet());
        covered.removeIf(chunks.loaded().collections()::condemns);
        covered.removeIf(pack -> chunks.sizeOf(pack) > 0);
        if (!covered.isEmpty()) {
            CollectionLog<?, ObjectId> log = collections.look().log();
            covered.stream()
                    .filter(pack -> !log.condemns(pack))
                    .forEach(pack -> findings.add(
                            ObjectNames.pack(pack), Severity.LOSS, "The pack, which parity covers, is missing"));
        }
    }
}
