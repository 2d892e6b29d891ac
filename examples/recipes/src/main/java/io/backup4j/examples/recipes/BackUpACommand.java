package io.backup4j.examples.recipes;

import io.backup4j.api.BackupStore;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.core.command.CommandSource;
import io.backup4j.core.command.CommandTarget;
import io.backup4j.store.local.LocalStore;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Backs up what a program prints and feeds it to a program again, as with {@code pg_dump} and {@code psql}. A program that
 * fails, fails the backup, so half a dump is never taken for a whole one.
 */
public final class BackUpACommand {
    private BackUpACommand() {}

    /** Runs the recipe in a temporary directory. */
    public static void main(String[] arguments) throws Exception {
        Scratch.run(BackUpACommand::run);
    }

    static void run(Path directory) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try (BackupStore store = LocalStore.at(directory.resolve("backups"));
                Encryption password = Encryption.password("correct horse battery staple");
                BackupRepository repository = BackupRepository.openOrCreate(store, password)) {
            RestorePoint point = repository.backup(CommandSource.of("java-version.txt", List.of(java, "--version")));
            System.out.println("Backed up " + point.bytes().original() + " bytes that java printed");

            // What reads the content back: "sort" is on every system, and only its option has two names.
            String output = File.separatorChar == '/' ? "-o" : "/o";
            Path sorted = directory.resolve("sorted.txt");
            repository.restore(point, CommandTarget.of(List.of("sort", output, sorted.toString())));
            System.out.println("sort was given them and made of them:\n" + Files.readString(sorted));
        }
    }
}
