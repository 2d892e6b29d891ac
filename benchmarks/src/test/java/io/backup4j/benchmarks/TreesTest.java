package io.backup4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreesTest {
    @TempDir
    Path directory;

    private Path tree = Path.of("");
    private Path outside = Path.of("");

    @BeforeEach
    void create() throws IOException {
        outside = Files.writeString(directory.resolve("outside"), "not ours");
        tree = Files.createDirectories(directory.resolve("tree/deep/deeper"))
                .getParent()
                .getParent();
        Files.writeString(tree.resolve("five"), "12345");
        Files.writeString(tree.resolve("deep/deeper/two"), "12");
    }

    @Test
    void bytesOfAllDepthsAreAdded() throws IOException {
        assertThat(Trees.bytes(tree)).isEqualTo(7);
    }

    @Test
    void deletingStopsAtLinks() throws IOException {
        Files.createSymbolicLink(tree.resolve("link"), outside);
        Files.createSymbolicLink(tree.resolve("deep/up"), directory);

        Trees.warm(tree);
        Trees.delete(tree);

        assertThat(tree).doesNotExist();
        assertThat(outside).exists();
    }
}
