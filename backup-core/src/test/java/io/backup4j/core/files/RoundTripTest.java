package io.backup4j.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.testkit.SampleTrees;
import io.backup4j.testkit.SampleTrees.Shape;
import io.backup4j.testkit.TreeAspect;
import io.backup4j.testkit.TreeSnapshot;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundTripTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Shape.class)
    void whatIsRestoredIsWhatWasBackedUp(Shape shape) throws Exception {
        Path from = directory.resolve("from");
        Path to = directory.resolve("to");
        SampleTrees.random().make(from, shape);

        assertThat(Bridge.copy(FileTreeSource.of(from), FileTreeTarget.into(to)))
                .isEmpty();

        // Java sets the times of links to the microsecond only.
        TreeSnapshot.of(to)
                .ignoring(TreeAspect.LINK_MODIFIED)
                .assertSameAs(TreeSnapshot.of(from).ignoring(TreeAspect.LINK_MODIFIED));
    }
}
