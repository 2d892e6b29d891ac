package io.backup4j.examples.recipes;

import io.backup4j.api.BackupStore;
import io.backup4j.api.WrongKeyException;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.core.KeyRotation;
import io.backup4j.store.local.LocalStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Replaces the password of a repository, and rotates its keys: who has a copy of the old key slot cannot read what is written from now
 * on. No content is written anew; prunes do that in portions. See SECURITY.md.
 */
public final class ChangeThePassword {
    private ChangeThePassword() {}

    /** Runs the recipe in a temporary directory. */
    public static void main(String[] arguments) throws Exception {
        Scratch.run(ChangeThePassword::run);
    }

    static void run(Path directory) throws IOException {
        try (BackupStore store = LocalStore.at(directory.resolve("backups"));
                Encryption old = Encryption.password("12345");
                Encryption better = Encryption.password("correct horse battery staple")) {
            try (BackupRepository repository = BackupRepository.create(store, old)) {
                // The new one first: should the process die between the two, both open, and never none.
                repository.addKey(better, "since the audit");
                KeyRotation rotation = repository.rotateKeys(List.of(better));
                rotation.kept()
                        .forEach(slot ->
                                System.out.println("Now it opens by " + slot.kind() + " '" + slot.label() + "'"));
                System.out.println("Removed " + rotation.removed().size() + " key");
            }
            try (BackupRepository repository = BackupRepository.open(store, better)) {
                System.out.println("Opened " + repository.id() + " with the new password");
            }
            requireRefused(store, old);
        }
    }

    private static void requireRefused(BackupStore store, Encryption old) {
        try (BackupRepository repository = BackupRepository.open(store, old)) {
            throw new IllegalStateException("The old password still opens " + repository.id());
        } catch (WrongKeyException e) {
            System.out.println("The old password: " + e.getMessage());
        }
    }
}
