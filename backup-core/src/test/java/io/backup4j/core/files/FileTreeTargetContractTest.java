package io.backup4j.core.files;

import io.backup4j.api.BackupSource;
import io.backup4j.api.RestoreTarget;
import io.backup4j.testkit.RestoreTargetContract;
import io.backup4j.testkit.SampleTrees;
import io.backup4j.testkit.SampleTrees.Shape;
import io.backup4j.testkit.TreeAspect;
import io.backup4j.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTargetContractTest extends RestoreTargetContract {
    @TempDir
    Path directory;

    @BeforeEach
    void fill() {
        SampleTrees.random().make(directory.resolve("sample"), Shape.TEXT);
        SampleTrees.random().make(directory.resolve("sample/links"), Shape.LINKS);
    }

    @Override
    protected RestoreTarget target() {
        return FileTreeTarget.into(directory.resolve("target"));
    }

    @Override
    protected BackupSource sample() {
        return FileTreeSource.of(directory.resolve("sample"));
    }

    @Override
    protected void assertHoldsSample() throws IOException {
        TreeSnapshot.of(directory.resolve("target"))
                .ignoring(TreeAspect.LINK_MODIFIED)
                .assertSameAs(TreeSnapshot.of(directory.resolve("sample")).ignoring(TreeAspect.LINK_MODIFIED));
    }

    /** What was restored before a restore broke off is kept, so that it need not be restored again. */
    @Override
    protected boolean forgetsWhatIsGivenUp() {
        return false;
    }
}
