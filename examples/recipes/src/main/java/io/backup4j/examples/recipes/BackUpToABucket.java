package io.backup4j.examples.recipes;

import io.backup4j.api.BackupStore;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.core.store.MeteredStore;
import io.backup4j.core.store.RetryingStore;
import io.backup4j.store.s3.S3Options;
import io.backup4j.store.s3.S3Store;
import java.io.IOException;
import java.nio.file.Path;

/** Backs up into a bucket, and counts what it costs. */
public final class BackUpToABucket {
    private BackUpToABucket() {}

    /**
     * Runs the recipe with the name of a bucket, and with the region and the credentials of the environment. Leaves a repository below
     * {@code backup4j-recipe} in the bucket, to which the next run adds.
     */
    public static void main(String[] arguments) throws Exception {
        S3Store bucket = S3Store.builder(Scratch.argument(arguments, 0, "the name of a bucket"))
                .options(S3Options.defaults().withPrefix("backup4j-recipe"))
                .open();
        Scratch.run(directory -> run(directory, bucket));
    }

    static void run(Path directory, BackupStore bucket) throws IOException {
        MeteredStore metered = MeteredStore.over(RetryingStore.over(bucket, 5));
        try (metered;
                Encryption password = Encryption.password("correct horse battery staple");
                BackupRepository repository = BackupRepository.openOrCreate(metered, password)) {
            RestorePoint point = repository.backup(FileTreeSource.of(Scratch.makeTree(directory.resolve("data"))));

            MeteredStore.Figures figures = metered.figures();
            System.out.println("Stored " + point.bytes().stored() + " bytes in " + bucket.location() + " with "
                    + figures.puts() + " puts, " + figures.reads() + " reads and " + figures.lists() + " lists");
        }
    }
}
