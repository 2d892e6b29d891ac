package io.backup4j.core.files;

import io.backup4j.api.BackupSource;
import io.backup4j.testkit.BackupSourceContract;
import io.backup4j.testkit.SampleTrees;
import io.backup4j.testkit.SampleTrees.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FileTreeSourceContractTest extends BackupSourceContract {
    @TempDir
    Path directory;

    @BeforeEach
    void fill() {
        SampleTrees.random().make(directory.resolve("data"), Shape.TEXT);
        SampleTrees.random().make(directory.resolve("data/links"), Shape.LINKS);
    }

    @Override
    protected BackupSource source() {
        return FileTreeSource.of(directory.resolve("data"));
    }

    @Override
    protected boolean changeData() throws IOException {
        Files.writeString(directory.resolve("data/long.txt"), "Changed");
        return true;
    }

    @Override
    protected boolean isUnmovedByChanges() {
        return false;
    }

    @Override
    protected Optional<BackupSource> missingSource() {
        return Optional.of(FileTreeSource.of(directory.resolve("not there")));
    }
}
