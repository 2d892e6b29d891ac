package io.backup4j.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.SampleTrees;
import io.backup4j.testkit.SampleTrees.Shape;
import io.backup4j.testkit.TreeAspect;
import io.backup4j.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Source, engine and target together. */
class RepositoryOfFilesTest {
    @TempDir
    Path directory;

    @Test
    void everyStateOfATree_comesBack() throws IOException {
        Path tree = directory.resolve("tree");
        SampleTrees trees = SampleTrees.random();
        trees.make(tree, Shape.MIXED);
        try (BackupRepository repository = BackupRepository.create(new InMemoryStore(), Encryption.none())) {
            for (int i = 0; i < 3; i++) {
                RestorePoint point = repository.backup(FileTreeSource.of(tree));
                assertThat(point.missing()).isEmpty();

                Path fresh = directory.resolve("restored" + i);
                assertThat(repository.restore(point, FileTreeTarget.into(fresh)).issues())
                        .isEmpty();
                assertSame(fresh, tree);
                Path mirror = directory.resolve("mirror");
                repository.restore(point, FileTreeTarget.into(mirror).mirroring());
                assertSame(mirror, tree);
                trees.change(tree, 20);
            }
        }
    }

    private static void assertSame(Path restored, Path tree) throws IOException {
        TreeSnapshot.of(restored)
                .ignoring(TreeAspect.LINK_MODIFIED)
                .assertSameAs(TreeSnapshot.of(tree).ignoring(TreeAspect.LINK_MODIFIED));
    }
}
