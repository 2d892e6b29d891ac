package io.backup4j.examples.recipes;

import io.backup4j.api.BackupStore;
import io.backup4j.api.Component;
import io.backup4j.api.PointDetails;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.Encryption;
import io.backup4j.core.RestoreRequest;
import io.backup4j.core.Selection;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.core.files.FileTreeTarget;
import io.backup4j.store.local.LocalStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** Puts what belongs together into one restore point, and restores one part of it. Sources can be of different kinds. */
public final class SeveralComponents {
    private SeveralComponents() {}

    /** Runs the recipe in a temporary directory. */
    public static void main(String[] arguments) throws Exception {
        Scratch.run(SeveralComponents::run);
    }

    static void run(Path directory) throws IOException {
        Path uploads = Scratch.makeTree(directory.resolve("uploads"));
        Path settings = directory.resolve("settings");
        Scratch.write(settings.resolve("app.conf"), "colour = green\n");
        try (BackupStore store = LocalStore.at(directory.resolve("backups"));
                Encryption password = Encryption.password("correct horse battery staple");
                BackupRepository repository = BackupRepository.openOrCreate(store, password)) {
            BackupRequest request = BackupRequest.builder()
                    .component("settings", FileTreeSource.of(settings))
                    .component("uploads", FileTreeSource.of(uploads))
                    .details(PointDetails.none().withName("before the update").withTags(Set.of("release")))
                    .createdBy("the update script")
                    .build();
            RestorePoint point = repository.run(request).point();
            for (Component component : point.components()) {
                System.out.println(
                        component.name() + ": " + component.entries() + " entries, " + component.bytes() + " bytes");
            }

            repository.run(new RestoreRequest(
                    point.id(),
                    Selection.all().component("settings"),
                    FileTreeTarget.into(directory.resolve("only-settings"))));
            // Of several components, each gets a directory of its name.
            repository.restore(point, FileTreeTarget.into(directory.resolve("everything")));
        }
    }
}
