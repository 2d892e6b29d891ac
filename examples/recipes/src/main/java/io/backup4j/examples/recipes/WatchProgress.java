package io.backup4j.examples.recipes;

import io.backup4j.api.BackupEvent;
import io.backup4j.api.BackupStore;
import io.backup4j.api.CancelledException;
import io.backup4j.api.Progress;
import io.backup4j.core.BackupReport;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.Encryption;
import io.backup4j.core.Run;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.store.local.LocalStore;
import java.io.IOException;
import java.nio.file.Path;

/** Begins a backup in the background, watches it, and cancels another one. */
public final class WatchProgress {
    private WatchProgress() {}

    /** Runs the recipe in a temporary directory. */
    public static void main(String[] arguments) throws Exception {
        Scratch.run(WatchProgress::run);
    }

    static void run(Path directory) throws IOException, InterruptedException {
        Path data = Scratch.makeTree(directory.resolve("data"));
        try (BackupStore store = LocalStore.at(directory.resolve("backups"));
                Encryption password = Encryption.password("correct horse battery staple");
                BackupRepository repository = BackupRepository.openOrCreate(store, password)) {
            BackupRequest request = BackupRequest.of(FileTreeSource.of(data));

            Run<BackupReport> watched = repository.start(request, WatchProgress::print);
            System.out.println("Begun; this thread is free: " + watched.state());
            System.out.println("Made " + watched.await().point().id());

            Run<BackupReport> unwanted = repository.start(request);
            unwanted.cancel();
            try {
                unwanted.await();
                System.out.println("It was over before it could be cancelled");
            } catch (CancelledException e) {
                System.out.println("Cancelled, no restore point made: " + e.getMessage());
            }
        }
    }

    /** Called by threads of the run, one at a time, so it must not wait for anything. */
    private static void print(BackupEvent event) {
        if (event instanceof BackupEvent.Progressed progressed) {
            Progress now = progressed.progress();
            System.out.println(now.phase() + ": " + now.entriesDone() + " entries, " + now.bytesDone() + " bytes, "
                    + now.bytesPerSecond() + " bytes a second");
        } else if (event instanceof BackupEvent.IssueFound found) {
            System.out.println(found.issue().path() + ": " + found.issue().message());
        } else if (event instanceof BackupEvent.Finished finished) {
            System.out.println(finished.state() + " " + finished.message());
        }
    }
}
