package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CreateCommandTest {
    private Program backup;

    @BeforeEach
    void start(@TempDir Path place) {
        backup = Program.in(place);
    }

    @Test
    void saysWhatItHasMade() {
        JsonNode report = backup.json(
                "create",
                backup.tree(),
                "--name",
                "nightly",
                "--tag",
                "b",
                "--tag",
                "a",
                "--protect",
                "--description",
                "d");

        assertThat(report.propertyNames()).containsExactly("point", "issues", "entriesRead", "objectsStored");
        JsonNode point = report.get("point");
        assertThat(point.propertyNames())
                .containsExactly(
                        "id",
                        "startedAt",
                        "endedAt",
                        "durationMillis",
                        "status",
                        "origin",
                        "createdBy",
                        "name",
                        "description",
                        "tags",
                        "protected",
                        "entries",
                        "bytes",
                        "components",
                        "missing",
                        "missingTotal");
        assertThat(point.get("id").asString()).matches("[0-9a-f]{32}");
        assertThat(point.get("status").asString()).isEqualTo("complete");
        assertThat(point.get("origin").asString()).isEqualTo("backup");
        assertThat(point.get("createdBy").asString()).isEqualTo(Creator.name());
        assertThat(point.get("name").asString()).isEqualTo("nightly");
        assertThat(point.get("description").asString()).isEqualTo("d");
        assertThat(point.get("tags").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(point.get("protected").asBoolean()).isTrue();
        assertThat(point.get("bytes").propertyNames()).containsExactly("original", "read", "added", "stored");
        assertThat(point.get("bytes").get("original").asLong()).isEqualTo(26);
        assertThat(point.get("missingTotal").asLong()).isZero();
        JsonNode component = point.get("components").get(0);
        assertThat(component.propertyNames())
                .containsExactly("name", "sourceType", "sourceLocation", "entries", "bytes", "properties");
        assertThat(component.get("name").asString()).isEqualTo("tree");
        assertThat(component.get("sourceType").asString()).isEqualTo("files");
    }

    @Test
    void saysItInOneLineToPeople() {
        assertThat(backup.done("create", backup.tree()).out())
                .matches("Created restore point [0-9a-f]{32}: \\d entries, 26 B; 26 B new, .* stored\n");
    }

    @Test
    void takesSeveralSources() {
        backup.file("other/tree/c.txt", "gamma");
        String other = backup.place.resolve("other/tree").toString();

        JsonNode point = backup.json("create", backup.tree(), other, "docs=" + backup.place.resolve("other"))
                .get("point");

        assertThat(point.get("components").findValuesAsString("name")).containsExactly("tree", "tree-2", "docs");
    }

    @Test
    void leavesOutWhatIsExcluded() {
        backup.json("create", backup.tree(), "--exclude", "*.txt");
        assertThat(backup.done("ls", "latest").out()).doesNotContain(".txt").contains("sub");
    }

    @Test
    void leavesOutTheRepositoryItself() {
        backup.tree();

        assertThat(backup.done("create", backup.place.toString()).err()).contains("the repository itself, repository");
        assertThat(backup.done("ls", "latest").out()).contains("tree/a.txt").doesNotContain("repository");
        backup.run("create", backup.repository().toString()).ends(ExitCodes.USAGE);
    }

    @Test
    void refusesGlobsThatMakeNoSense() {
        backup.run("create", backup.tree(), "--exclude", "[").ends(ExitCodes.USAGE);
    }

    @Test
    void failsWithASourceThatIsNotThere() {
        String missing = backup.place.resolve("missing").toString();

        assertThat(backup.run("create", missing).ends(ExitCodes.FAILED).err())
                .startsWith("backup: ")
                .contains(missing)
                .hasLineCount(1);
        assertThat(backup.json("list").get("total").asLong()).isZero();
    }

    @Test
    void wantsASourceAndEachOnce() {
        String tree = backup.tree();

        backup.run("create").ends(ExitCodes.USAGE);
        assertThat(backup.run("create", tree, tree + "/").ends(ExitCodes.USAGE).err())
                .contains("given twice");
    }

    @Test
    void compressesAsItIsTold() {
        for (String compression : new String[] {"zstd", "zstd:19", "gzip", "bzip2", "xz", "none"}) {
            backup.done("create", backup.tree(), "--compression", compression);
        }
        backup.done("verify", "--every-byte");
        for (String compression : new String[] {"zstd:20", "zstd:0", "zstd:", "lzma", ""}) {
            backup.run("create", backup.tree(), "--compression", compression).ends(ExitCodes.USAGE);
        }
    }

    @Test
    void readsEverythingWhenItIsTold() {
        backup.backedUp();

        assertThat(backup.json("create", backup.tree(), "--read-everything")
                        .get("entriesRead")
                        .asLong())
                .isEqualTo(2);
    }

    @Test
    void drawsItsProgressWhereAPersonWatches() {
        assertThat(backup.typing("").done("create", backup.tree()).err()).contains("\r");
        assertThat(backup.typing("").done("create", backup.tree(), "--quiet").err())
                .isEmpty();
    }
}
