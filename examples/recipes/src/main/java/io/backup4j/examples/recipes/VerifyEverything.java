package io.backup4j.examples.recipes;

import io.backup4j.api.BackupStore;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.core.VerifyLevel;
import io.backup4j.core.VerifyReport;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.store.local.LocalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Checks a repository: quickly, by a sample, and every byte; then turns one bit and shows what is lost by it. */
public final class VerifyEverything {
    private VerifyEverything() {}

    /** Runs the recipe in a temporary directory. */
    public static void main(String[] arguments) throws Exception {
        Scratch.run(VerifyEverything::run);
    }

    static void run(Path directory) throws IOException {
        Path data = Scratch.makeTree(directory.resolve("data"));
        try (BackupStore store = LocalStore.at(directory.resolve("backups"));
                Encryption password = Encryption.password("correct horse battery staple");
                BackupRepository repository = BackupRepository.openOrCreate(store, password)) {
            repository.backup(FileTreeSource.of(data));

            print("structure", repository.verify(VerifyLevel.STRUCTURE));
            print("a tenth", repository.verify(VerifyLevel.sample(10)));
            print("every byte", repository.verify(VerifyLevel.EVERY_BYTE));

            damage(directory.resolve("backups/packs"));
            print("after damage", repository.verify(VerifyLevel.EVERY_BYTE));
        }
    }

    private static void print(String what, VerifyReport report) {
        VerifyReport.Statistics seen = report.statistics();
        System.out.println(what + ": " + (report.isClean() ? "clean" : "DAMAGED") + "; looked at " + seen.points()
                + " points, " + seen.chunks() + " chunks, read " + seen.packsRead() + " of " + seen.packs() + " packs");
        report.findings().forEach(f -> System.out.println("  " + f.severity() + " " + f.object() + ": " + f.message()));
        report.damage()
                .forEach(d -> System.out.println("  hit: " + d.point().abbreviated() + " " + d.component() + " "
                        + d.path() + ": " + d.message()));
    }

    private static void damage(Path packs) throws IOException {
        Path pack;
        try (Stream<Path> files = Files.walk(packs)) {
            pack = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(pack);
        bytes[bytes.length / 2] ^= 1;
        Files.write(pack, bytes);
    }
}
