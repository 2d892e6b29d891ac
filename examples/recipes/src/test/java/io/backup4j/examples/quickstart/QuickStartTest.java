package io.backup4j.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickStartTest {
    @TempDir
    private Path place;

    @Test
    void tour_comesTrueAndFitsATerminal() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        QuickStart.run(place, new PrintStream(out, true, StandardCharsets.UTF_8));

        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines)
                .filteredOn(line -> !line.contains(place.toString()))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(100).matches("[ -~]*"));
        assertThat(lines).anyMatch(line -> line.startsWith("10. "));
        assertThat(place.resolve("backups/config")).exists();
        assertThat(place.resolve("rescued/photos/lighthouse.jpg")).exists();
    }

    @Test
    void comparison_seesEveryKindOfDifference() throws IOException {
        new SampleTree(place.resolve("a")).make();
        Path b = place.resolve("b");
        copy(place.resolve("a"), b);
        assertThat(TreeComparison.requireEqual(place.resolve("a"), b)).isGreaterThan(120);

        Path letter = b.resolve("letters/2020/letter-120.txt");
        byte[] content = Files.readAllBytes(letter);
        FileTime time = Files.getLastModifiedTime(letter);
        content[7]++;
        Files.write(letter, content);
        Files.setLastModifiedTime(letter, time);
        requireSeen(b, "letter-120.txt");

        content[7]--;
        Files.write(letter, content);
        Files.setLastModifiedTime(letter, FileTime.fromMillis(0));
        requireSeen(b, "letter-120.txt");

        Files.delete(letter);
        requireSeen(b, "names");
    }

    private void requireSeen(Path b, String what) {
        assertThatThrownBy(() -> TreeComparison.requireEqual(place.resolve("a"), b))
                .isInstanceOf(TourException.class)
                .hasMessageContaining(what);
    }

    /** Times in full seconds, because copying files in Java cuts them off. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                if (!Files.isSymbolicLink(path)) {
                    Files.setLastModifiedTime(path, FileTime.fromMillis(1_000_000_000_000L));
                }
                Path copy = to.resolve(from.relativize(path));
                Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            }
        }
        try (Stream<Path> copies = Files.walk(to)) {
            for (Path directory : copies.filter(path -> Files.isDirectory(path)).toList()) {
                Files.setLastModifiedTime(directory, FileTime.fromMillis(1_000_000_000_000L));
            }
        }
    }
}
