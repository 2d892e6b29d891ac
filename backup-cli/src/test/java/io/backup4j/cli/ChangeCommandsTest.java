package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Caring for what there is: verify, describe, delete, copy. */
class ChangeCommandsTest {
    private Program backup;
    private String id;

    @BeforeEach
    void start(@TempDir Path place) {
        backup = Program.in(place);
        id = backup.backedUp();
    }

    @Test
    void verifies() {
        for (String[] how : new String[][] {
            {"verify"}, {"verify", "--every-byte"}, {"verify", "--sample", "50"}, {"verify", "latest", id}
        }) {
            assertThat(backup.done(how).out()).startsWith("No damage found: 1 restore point, ");
        }
        JsonNode report = backup.json("verify", "--every-byte");
        assertThat(report.propertyNames())
                .containsExactly("clean", "findings", "damage", "statistics", "coverage", "notes");
        assertThat(report.get("clean").asBoolean()).isTrue();
        assertThat(report.get("statistics").propertyNames())
                .containsExactly("points", "entries", "packs", "packsRead", "bytesRead", "chunks");
        assertThat(report.get("statistics").get("packsRead"))
                .isEqualTo(report.get("statistics").get("packs"));
        assertThat(report.get("coverage").propertyNames()).containsExactly("recent", "left", "neverRead", "oldest");
    }

    @Test
    void verifiesWithinLimits() {
        long packs = backup.json("stats").get("packs").asLong();
        JsonNode first = backup.json("verify", "--max-time", "10m", "--max-bytes", "10G");
        assertThat(first.get("statistics").get("packsRead").asLong()).isEqualTo(packs);

        JsonNode again = backup.json("verify", "--max-age", "30d");
        assertThat(again.get("statistics").get("packsRead").asLong()).isZero();
        assertThat(again.get("coverage").get("recent").asLong()).isEqualTo(packs);
        assertThat(again.get("coverage").get("oldest").asString()).isNotEmpty();
        assertThat(backup.done("verify", "--max-age", "30d").out())
                .contains(
                        " passed over, read recently; 0 left for another time; 0 never read; the oldest reading is of ");
        assertThat(backup.json("stats").get("packsRead").asLong()).isEqualTo(packs);
        assertThat(backup.done("stats").out()).contains("points damaged  0\n");
    }

    @Test
    void findsAByteThatIsWrong() throws IOException {
        flipAByte(largestPack());

        Program.Result result = backup.run("verify", "--every-byte", "--json").ends(ExitCodes.FAILED);

        assertThat(result.err()).startsWith("backup: loss: packs/");
        JsonNode report = result.json();
        assertThat(report.get("clean").asBoolean()).isFalse();
        assertThat(report.get("findings").get(0).propertyNames()).containsExactly("object", "severity", "message");
        assertThat(report.get("findings").get(0).get("object").asString()).startsWith("packs/");
        assertThat(backup.run("verify", "--every-byte").out()).startsWith("DAMAGE FOUND: ");
        assertThat(backup.done("list").out()).contains("  DAMAGED\n");
        assertThat(backup.json("list").get("damaged").get(0).asString()).isEqualTo(id);
    }

    @Test
    void listNamesAPointThatCannotBeRead() throws IOException {
        String object = "points/" + id;
        flipAByte(backup.repository().resolve(object));

        Program.Result result = backup.run("list", "--json").ends(ExitCodes.DONE);

        assertThat(result.err()).startsWith("backup: " + object + ": ").contains("damaged");
        assertThat(result.json().get("total").asLong()).isZero();
        assertThat(result.json().get("unreadable").get(0).asString()).isEqualTo(object);
        String newer = backup.backedUp();
        assertThat(backup.run("show", "latest").ends(ExitCodes.DONE).err())
                .startsWith("backup: " + object + ": ")
                .endsWith("; it may be newer than the latest that can be read\n");
        assertThat(backup.run("show", newer).ends(ExitCodes.DONE).err()).isEmpty();
    }

    @Test
    void refusesOtherClosenesses() {
        backup.run("verify", "--sample", "101").ends(ExitCodes.USAGE);
        backup.run("verify", "--sample", "5", "--every-byte").ends(ExitCodes.USAGE);
        backup.run("verify", "--max-time", "0m").ends(ExitCodes.USAGE);
        backup.run("verify", "--max-bytes", "many").ends(ExitCodes.USAGE);
        backup.run("verify", "nonsense").ends(ExitCodes.FAILED);
    }

    @Test
    void describes() {
        JsonNode point = backup.json("describe", id, "--name", "n", "--description", "d", "--tag", "x", "--tag", "y");
        assertThat(point.get("name").asString()).isEqualTo("n");

        backup.done("describe", id, "--untag", "x", "--protect");

        point = backup.json("show", id);
        assertThat(point.get("name").asString()).isEqualTo("n");
        assertThat(point.get("description").asString()).isEqualTo("d");
        assertThat(point.get("tags").toString()).isEqualTo("[\"y\"]");
        assertThat(point.get("protected").asBoolean()).isTrue();
        backup.done("describe", id, "--no-protect", "--name", "");
        assertThat(backup.json("show", id).get("protected").asBoolean()).isFalse();
        backup.run("describe", id).ends(ExitCodes.USAGE);
    }

    @Test
    void deletesWhenForced() {
        String other = backup.backedUp();

        assertThat(backup.json("delete", id, id.substring(0, 10), "--force")
                        .get("deleted")
                        .toString())
                .isEqualTo("[\"" + id + "\"]");

        assertThat(backup.json("list").get("points").findValuesAsString("id")).containsExactly(other);
        backup.done("verify", "--every-byte");
        backup.run("delete", id, "--force").ends(ExitCodes.FAILED);
    }

    @Test
    void asksBeforeItDeletes() {
        assertThat(backup.run("delete", id).ends(ExitCodes.FAILED).err()).contains("--force");
        backup.typing("no\n").run("delete", id).ends(ExitCodes.FAILED);
        backup.done("show", id);

        assertThat(backup.typing("YES\n").done("delete", id).err())
                .contains(id.substring(0, 8), "Delete 1 restore point?");
        backup.run("show", id).ends(ExitCodes.FAILED);
    }

    @Test
    void deletesNothingThatIsProtected() {
        String other = backup.backedUp();
        backup.done("describe", id, "--protect");

        assertThat(backup.run("delete", other, id, "--force")
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("--no-protect");

        assertThat(backup.json("list").get("total").asLong()).isEqualTo(2);
    }

    @Test
    void copiesToAnotherRepository() {
        String other = backup.place.resolve("other").toString();
        backup.done("init", "--repo", other, "--no-encryption");

        JsonNode copy = backup.json("copy", "latest", "--to-repo", other, "--to-no-encryption")
                .get("point");

        assertThat(copy.get("origin").asString()).isEqualTo("copy");
        backup.set("BACKUP_KEY_FILE", null).set("BACKUP_REPO", other);
        backup.done(
                "restore",
                "latest",
                "--no-encryption",
                "--to",
                backup.place.resolve("back").toString());
        assertThat(backup.place.resolve("back/a.txt")).hasContent("alpha");
    }

    @Test
    void copiesWhatIsSound() throws IOException {
        byte[] content = new byte[12 << 20];
        new Random(1).nextBytes(content);
        Files.write(backup.place.resolve("tree/large"), content);
        backup.backedUp();
        flipAByte(largestPack());
        String other = backup.place.resolve("other").toString();
        backup.done("init", "--repo", other, "--no-encryption");

        Program.Result result = backup.run("copy", "latest", "--to-repo", other, "--to-no-encryption", "--json")
                .ends(ExitCodes.INCOMPLETE);

        assertThat(result.err()).contains("large: Could not read it: ", "The restore point is incomplete: ");
        assertThat(result.json().get("point").get("missingTotal").asLong()).isPositive();
        String elsewhere = backup.place.resolve("elsewhere").toString();
        backup.done("init", "--repo", elsewhere, "--no-encryption");
        backup.set("BACKUP_KEY_FILE", null).set("BACKUP_REPO", other);
        backup.done("copy", "latest", "--no-encryption", "--to-repo", elsewhere, "--to-no-encryption");
    }

    @Test
    void findsTheKeyOfTheOtherRepository() {
        String other = backup.place.resolve("other").toString();
        String password = backup.file("password", "other").toString();
        Program owner = Program.without(backup.place).set("BACKUP_PASSWORD", "other");
        owner.done("init", "--repo", other);

        backup.run("copy", "latest", "--to-repo", other).ends(ExitCodes.USAGE);
        backup.done("copy", "latest", "--to-repo", other, "--to-password-file", password);
        backup.set("BACKUP_TO_PASSWORD", "other").done("copy", "latest", "--to-repo", other);
        backup.set("BACKUP_TO_PASSWORD", "wrong")
                .run("copy", "latest", "--to-repo", other)
                .ends(ExitCodes.FAILED);
    }

    private Path largestPack() throws IOException {
        try (Stream<Path> files = Files.walk(backup.repository().resolve("packs"))) {
            return files.filter(Files::isRegularFile)
                    .max(Comparator.comparingLong(ChangeCommandsTest::size))
                    .orElseThrow();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void flipAByte(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 3] ^= 1;
        Files.delete(file);
        Files.write(file, bytes);
    }
}
