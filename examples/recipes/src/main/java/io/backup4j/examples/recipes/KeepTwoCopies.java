package io.backup4j.examples.recipes;

import io.backup4j.api.BackupStore;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.core.VerifyLevel;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.core.store.HealReport;
import io.backup4j.core.store.LocationStatus;
import io.backup4j.core.store.ReplicatedStore;
import io.backup4j.store.local.LocalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Stores every backup in two places at once, and heals one from the other. Each is a repository by itself. */
public final class KeepTwoCopies {
    private KeepTwoCopies() {}

    /** Runs the recipe in a temporary directory. */
    public static void main(String[] arguments) throws Exception {
        Scratch.run(KeepTwoCopies::run);
    }

    static void run(Path directory) throws IOException {
        BackupStore here = LocalStore.at(directory.resolve("here"));
        BackupStore elsewhere = LocalStore.at(directory.resolve("elsewhere"));
        try (ReplicatedStore both = ReplicatedStore.of(here, List.of(elsewhere));
                Encryption password = Encryption.password("correct horse battery staple")) {
            try (BackupRepository repository = BackupRepository.openOrCreate(both, password)) {
                repository.backup(FileTreeSource.of(Scratch.makeTree(directory.resolve("data"))));
            }
            for (LocationStatus location : both.status()) {
                System.out.println(
                        location.location() + " has " + location.points().size() + " restore points");
            }

            Files.delete(directory.resolve("here/config"));
            HealReport healing = both.heal(store -> {
                try (BackupRepository one = BackupRepository.open(store, password)) {
                    return one.verify(VerifyLevel.EVERY_BYTE);
                }
            });
            System.out.println("Healed " + healing.healed() + ", still damaged " + healing.damaged());
            System.out.println("All there: " + both.sync().isComplete());
        }
    }
}
