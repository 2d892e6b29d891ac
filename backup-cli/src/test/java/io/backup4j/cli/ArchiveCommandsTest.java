package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Export and import. */
class ArchiveCommandsTest {
    private Program backup;

    @BeforeEach
    void start(@TempDir Path place) {
        backup = Program.in(place);
        backup.backedUp();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tree.tar.zst", "tree.tar.gz", "tree.zip"})
    void bringsBackWhatItHasWritten(String name) {
        String file = backup.place.resolve(name).toString();

        JsonNode report = backup.json("export", "latest", file);
        assertThat(report.propertyNames()).containsExactly("point", "target", "entries", "bytes", "missing", "issues");
        JsonNode point = backup.json("import", file, "--tag", "back").get("point");

        assertThat(point.get("origin").asString()).isEqualTo("import");
        assertThat(point.get("components").get(0).get("name").asString()).isEqualTo("tree");
        assertThat(point.get("tags").toString()).isEqualTo("[\"back\"]");
        backup.done("restore", "latest", "--to", backup.place.resolve("back").toString());
        assertThat(backup.place.resolve("back/sub/b.txt")).hasContent("beta, a little longer");
    }

    @Test
    void writesToStandardOutput() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        backup.run(out, "export", "latest", "-", "--format", "tar.gz").ends(ExitCodes.DONE);

        assertThat(out.toByteArray()).startsWith(0x1f, 0x8b);
        backup.run("export", "latest", "-").ends(ExitCodes.USAGE);
        backup.run("export", "latest", "-", "--format", "zip", "--json").ends(ExitCodes.USAGE);
    }

    @Test
    void replacesNothingUnlessForced() throws IOException {
        Path file = backup.file("there.zip", "mine");

        assertThat(backup.run("export", "latest", file.toString())
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("--force");
        assertThat(file).hasContent("mine");

        backup.done("export", "latest", file.toString(), "--force");
        assertThat(Files.readAllBytes(file)).startsWith('P', 'K');
    }

    @Test
    void leavesNothingBehindWhenItFails() throws IOException {
        Path directory = Files.createDirectory(backup.place.resolve("out"));

        backup.run("export", "latest", directory.resolve("x.zip").toString(), "--path", "nonsense")
                .ends(ExitCodes.FAILED);
        backup.run("export", "latest", directory.toString(), "--format", "zip").ends(ExitCodes.FAILED);
        backup.run("export", "latest", directory.resolve("none/x.zip").toString())
                .ends(ExitCodes.FAILED);
        backup.run("export", "latest", directory.resolve("x.rar").toString()).ends(ExitCodes.USAGE);
        backup.run("export", "latest", directory.resolve("x").toString(), "--format", "rar")
                .ends(ExitCodes.USAGE);

        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void refusesWhatIsNoArchive() {
        Path file = backup.file("no.tar.zst", "this is no archive");

        backup.run("import", file.toString()).ends(ExitCodes.FAILED);
        backup.run("import", file + "x").ends(ExitCodes.FAILED);

        assertThat(backup.json("list").get("total").asLong()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a\u0000b"})
    void componentThatNoDirectoryCanBeCalled_isWrongUsage(String name) {
        Path file = backup.file("any.tar", "");

        assertThat(backup.run("import", file.toString(), "--component", name)
                        .ends(ExitCodes.USAGE)
                        .err())
                .startsWith("backup: --component ")
                .contains("Try 'backup import --help'");
    }

    @Test
    void archiveThatUnpacksToMoreThanIsAllowed_isRefused() {
        backup.file("tree/large", "x".repeat(10_000));
        backup.done("create", backup.tree());
        String file = backup.place.resolve("large.zip").toString();
        backup.done("export", "latest", file);

        assertThat(backup.run("import", file, "--max-bytes", "8K")
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("larger than the 8192 bytes");
        backup.run("import", file, "--max-bytes", "0").ends(ExitCodes.USAGE);

        backup.done("import", file, "--max-bytes", "16K");
    }

    @ParameterizedTest
    @CsvSource({
        "a/uploads.tar.zst, uploads",
        "x.TGZ, x",
        "plain.tar, plain",
        "data.v1.zip, data.v1",
        ".zip, archive",
        "..tar, archive",
        "...tar.gz, archive",
        "noname, noname"
    })
    void callsTheComponentLikeTheFile(Path file, String name) {
        assertThat(ImportCommand.nameOf(file)).isEqualTo(name);
    }
}
