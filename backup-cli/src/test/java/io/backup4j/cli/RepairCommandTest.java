package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Putting a damaged repository in order. */
class RepairCommandTest {
    private Program backup;
    private String id;

    @BeforeEach
    void start(@TempDir Path place) {
        backup = Program.in(place);
        id = backup.backedUp();
    }

    @Test
    void hasNothingToDoForWhatIsSound() {
        assertThat(backup.done("repair", "--dry-run").out())
                .isEqualTo("Would remove 0 objects and replace 0 packs and restore points\n");
        assertThat(backup.done("repair").out())
                .isEqualTo(
                        "Removed 0 objects, put 0 packs out of use, of which parity gave back 0, and kept 0 chunks of them; took 0 chunks from elsewhere;"
                                + " nothing is lost\n");
        assertThat(backup.json("repair", "--structure").propertyNames())
                .containsExactly(
                        "removed", "packs", "packsRebuilt", "chunksKept", "chunksFound", "losses", "replaced", "notes");
    }

    @Test
    void buildsTheIndexAgain() throws IOException {
        Path segment = object("index");
        Files.writeString(segment, "damaged");
        assertThat(backup.done("repair", "--dry-run").out())
                .contains("delete index/" + segment.getFileName(), "1 packs would be listed in the index again");
        assertThat(backup.done("repair").out()).startsWith("Removed 1 object, ").endsWith("nothing is lost\n");
        backup.done("verify", "--every-byte");
        assertThat(backup.done("repair").out()).startsWith("Removed 0 objects, ");
    }

    @Test
    void namesWhatIsLost() throws IOException {
        Files.delete(object("packs"));
        JsonNode plan = backup.json("repair", "--dry-run");
        assertThat(plan.get("verb").asString()).isEqualTo("repair");
        assertThat(plan.get("overwrites").asLong()).isPositive();
        backup.done("show", id);

        Program.Result repaired = backup.run("repair").ends(ExitCodes.INCOMPLETE);
        assertThat(repaired.err()).contains("lost: restore point " + id.substring(0, 8) + ": tree: ");
        assertThat(repaired.out())
                .contains("Restore point " + id.substring(0, 8) + ": replaced by ")
                .contains("put 1 pack out of use");
        backup.done("verify", "--every-byte");
        backup.run("show", id).ends(ExitCodes.FAILED);
        backup.backedUp();
        backup.done("verify", "--every-byte");
    }

    @Test
    void takesWhatIsLostFromACopy(@TempDir Path elsewhere) throws IOException {
        Path pack = object("packs");
        String copy = elsewhere.resolve("copy").toString();
        String key = elsewhere.resolve("key").toString();
        Program.in(elsewhere).set("BACKUP_REPO", copy).done("init");
        backup.done("copy", id, "--to-repo", copy, "--to-key-file", key);
        damage(pack);

        assertThat(backup.done("repair", "--from-repo", copy, "--from-key-file", key)
                        .out())
                .contains("put 1 pack out of use", "took 2 chunks from elsewhere; nothing is lost");
        backup.done("show", id);
        backup.done("verify", "--every-byte");
    }

    @Test
    void refusesAnotherRepositoryThatIsNone() {
        backup.run("repair", "--from-repo", "ftp://nowhere", "--from-no-encryption")
                .ends(ExitCodes.USAGE);
    }

    private static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[40] ^= 1;
        Files.write(file, bytes);
    }

    private Path object(String directory) throws IOException {
        try (Stream<Path> files = Files.walk(backup.repository().resolve(directory))) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }
}
