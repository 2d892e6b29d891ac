package io.backup4j.examples.recipes;

import io.backup4j.api.BackupStore;
import io.backup4j.api.PointDetails;
import io.backup4j.api.Retention;
import io.backup4j.api.RetentionDecision;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.Encryption;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.store.local.LocalStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Keeps the newest restore point of each of seven days and of each of two months, and the newest three as every policy does, after
 * saying what will go and what stays, and why. A policy is a function from points to decisions, so your own is a {@code RetentionPolicy} too.
 */
public final class KeepSevenDaily {
    private static final Instant FIRST = Instant.parse("2026-02-25T06:00:00Z");
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    private KeepSevenDaily() {}

    /** Runs the recipe in a temporary directory. */
    public static void main(String[] arguments) throws Exception {
        Scratch.run(KeepSevenDaily::run);
    }

    static void run(Path directory) throws IOException {
        try (BackupStore store = LocalStore.at(directory.resolve("backups"));
                Encryption password = Encryption.password("correct horse battery staple");
                BackupRepository repository = BackupRepository.openOrCreate(store, password)) {
            makeTwentyPoints(repository, FileTreeSource.of(Scratch.makeTree(directory.resolve("data"))));

            Retention policy =
                    Retention.keepDaily(7).and(Retention.keepMonthly(2)).in(ZoneId.of("Europe/Lisbon"));
            repository.planRetention(policy).forEach(KeepSevenDaily::print);
            repository.applyRetention(policy);
            System.out.println(repository.restorePoints().size() + " restore points are left");
        }
    }

    /** Ten days in a moment; the first point is protected, so that no policy removes it. */
    private static void makeTwentyPoints(BackupRepository repository, FileTreeSource source) {
        for (int half = 0; half < 20; half++) {
            repository.run(BackupRequest.builder()
                    .component("files", source)
                    .takenAt(FIRST.plus(HALF_A_DAY.multipliedBy(half)))
                    .details(PointDetails.none().withProtection(half == 0))
                    .build());
        }
    }

    private static void print(RetentionDecision decision) {
        System.out.println(decision.point().startedAt() + " "
                + decision.point().id().abbreviated() + (decision.keep() ? " keep " : " remove ") + decision.reasons());
    }
}
