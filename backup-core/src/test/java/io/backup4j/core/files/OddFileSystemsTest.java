package io.backup4j.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.backup4j.testkit.RecordingContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OddFileSystemsTest {
    private static final Path DEVICES = Path.of("/dev");
    private static final Path SHARED_MEMORY = DEVICES.resolve("shm");

    @TempDir
    Path directory;

    @Test
    @DisplayName("A file system that does not number its files, as on Windows, is read like any other")
    void withoutFileNumbers() throws Exception {
        RecordingContext context = new RecordingContext(Clock.systemUTC());
        URI archive = URI.create("jar:" + directory.resolve("archive.zip").toUri());
        try (FileSystem system = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            Path root = Files.createDirectories(system.getPath("/tree/inner")).getParent();
            Files.writeString(root.resolve("inner/file"), "content");

            assertThat(Bridge.entries(FileTreeSource.of(root), context))
                    .extracting(each -> each.entry().path().toString())
                    .containsExactly("", "inner", "inner/file");
        }
        assertThat(context.issues()).isEmpty();
    }

    @Test
    @DisplayName("What is mounted in a directory is never among what could be deleted from it")
    void mounts() throws Exception {
        assumeTrue(isMounted(SHARED_MEMORY), "Nothing is mounted at " + SHARED_MEMORY);

        assertThat(places(new ExistingTree(DEVICES, (path, e) -> {})))
                .contains(DEVICES.resolve("null"))
                .noneMatch(place -> place.startsWith(SHARED_MEMORY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mounted", "mounted/below"})
    @DisplayName(
            "A file does not take the place of a directory at or in which something is mounted, and nothing is deleted")
    void fileInPlaceOfAMount(String name) throws Exception {
        Programs.assumeOwnMounts();
        Path mount = Files.createDirectories(directory.resolve("target/" + name));
        Files.writeString(directory.resolve("target/mounted/before"), "precious");
        Path target = directory.resolve("target");

        String output = Programs.runWithMount(mount, MirrorMounts.class, target.toString());

        assertThat(output).contains("CONFLICT mounted", "A file system is mounted ", "precious is there");
        assertThat(target.resolve("mounted/before")).hasContent("precious");
    }

    @Test
    @DisplayName("A directory that cannot be listed is told and passed over")
    void unlisted() throws Exception {
        Path root = Files.createDirectory(directory.resolve("root"));
        List<String> told = new ArrayList<>();
        ExistingTree tree = new ExistingTree(root, (path, e) -> told.add("'" + path + "' " + Reasons.of(e)));
        Files.delete(root);

        assertThat(tree.next()).isNull();
        assertThat(told).singleElement().asString().startsWith("'' ");
    }

    private static boolean isMounted(Path directory) throws IOException {
        return Files.isDirectory(directory)
                && FileStat.of(directory).device() != FileStat.of(DEVICES).device();
    }

    private static List<Path> places(ExistingTree tree) throws IOException {
        List<Path> places = new ArrayList<>();
        for (ExistingTree.@Nullable Place place = tree.next(); place != null; place = tree.next()) {
            places.add(place.file());
        }
        return places;
    }
}
