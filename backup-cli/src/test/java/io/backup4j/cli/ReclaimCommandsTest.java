package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Deleting, bringing back and reclaiming space: undelete, retention, prune. */
class ReclaimCommandsTest {
    private Program backup;
    private String id;

    @TempDir
    private Path place;

    @BeforeEach
    void start() {
        backup = Program.in(place);
        id = backup.backedUp();
    }

    @Test
    void bringsBackUntilSpaceIsReclaimed() {
        backup.done("delete", id, "--force");
        assertThat(backup.done("undelete").out()).contains(id.substring(0, 8));
        assertThat(backup.json("undelete").get("deleted").findValuesAsString("id"))
                .containsExactly(id);
        assertThat(backup.run("undelete", "ffff").ends(ExitCodes.FAILED).err()).contains("0 deleted restore points");

        assertThat(backup.done("undelete", id.substring(0, 8)).out()).startsWith("Back: " + id.substring(0, 8));
        backup.done("show", id);

        backup.done("delete", id, "--force");
        backup.done("prune", "--keep-deleted", "7d");
        assertThat(backup.json("undelete", id).get("undeleted").findValuesAsString("id"))
                .containsExactly(id);
        backup.done("delete", id, "--force");
        backup.done("prune");
        backup.run("undelete", id).ends(ExitCodes.FAILED);
    }

    @Test
    void saysWhatItWouldReclaimAndReclaimsIt() {
        backup.done("delete", id, "--force");
        JsonNode plan = backup.json("prune", "--dry-run", "--reencrypt", "0");
        assertThat(plan.get("verb").asString()).isEqualTo("prune");
        assertThat(plan.get("frees").asLong()).isPositive();
        assertThat(plan.get("deletes").asLong())
                .isEqualTo(plan.get("actions").size())
                .isGreaterThan(1);
        assertThat(backup.done("prune", "--dry-run").out())
                .contains(
                        "delete points/" + id + ": deleted at ", "only deleted restore points needed it", " come free");

        JsonNode report = backup.json("prune", "--most-waste", "10", "--orphan-grace", "1h");
        assertThat(report.propertyNames())
                .containsExactly(
                        "points",
                        "packs",
                        "rewritten",
                        "bytesRemoved",
                        "bytesStored",
                        "orphans",
                        "outdatedBytes",
                        "segments",
                        "notes");
        assertThat(report.get("points").asLong()).isEqualTo(1);
        assertThat(report.get("bytesRemoved").asLong())
                .isEqualTo(plan.get("frees").asLong());
        assertThat(backup.done("prune").out()).startsWith("Removed 0 restore points and 0 packs, 0 B; ");
        backup.done("verify", "--every-byte");
    }

    @Test
    void isNotContentWithAStoreThatDeletes() {
        assertThat(backup.run("list", "--append-only").ends(ExitCodes.FAILED).err())
                .contains("Objects can be deleted in ", "have no right to delete");
        assertThat(backup.repository().resolve("probe/append-only")).doesNotExist();
    }

    @Test
    void missesAPointUntilItIsGivenUp() throws IOException {
        backup.backedUp();
        Files.delete(place.resolve("repository/points").resolve(id));

        assertThat(backup.run("list").ends(ExitCodes.DONE).err()).contains("points/" + id + ": ", "is missing");
        assertThat(backup.json("list").get("missing").get(0).asString()).isEqualTo("points/" + id);
        backup.run("prune").ends(ExitCodes.FAILED);
        backup.run("delete", "--missing", "abc", "--force").ends(ExitCodes.USAGE);
        backup.done("delete", "--missing", id, "--force");
        backup.done("prune");
        assertThat(backup.json("list").get("missing").size()).isZero();
    }

    @Test
    void refusesOtherLimits() {
        backup.run("prune", "--most-waste", "101").ends(ExitCodes.USAGE);
        backup.run("prune", "--keep-deleted", "soon").ends(ExitCodes.USAGE);
        backup.run("retention").ends(ExitCodes.USAGE);
        backup.run("retention", "--keep-last", "-1").ends(ExitCodes.USAGE);
        backup.run("retention", "--keep-daily", "1", "--zone", "Nowhere/Land").ends(ExitCodes.USAGE);
        backup.run("retention", "--keep-daily", "1", "--floor", "0").ends(ExitCodes.USAGE);
        backup.run("retention", "--keep-daily", "1", "--group-by", "weather").ends(ExitCodes.USAGE);
        backup.run("retention", "--keep-size", "10").ends(ExitCodes.USAGE);
        assertThat(backup.run("retention", "--keep-within", "0d")
                        .ends(ExitCodes.USAGE)
                        .err())
                .contains("--keep-within is longer than 0");
        assertThat(backup.run("retention", "--keep-tag", "")
                        .ends(ExitCodes.USAGE)
                        .err())
                .contains("--keep-tag is not empty");
        assertThat(backup.run("verify", "--max-age", "0d").ends(ExitCodes.USAGE).err())
                .contains("--max-age is longer than 0");
    }

    @Test
    void keepsWhatRulesKeep() {
        String newest = backup.backedUp();
        assertThat(backup.json("retention", "--keep-last", "1", "--dry-run")
                        .get("decisions")
                        .findValuesAsString("keep"))
                .containsExactly("true", "true");
        JsonNode planned = backup.json("retention", "--keep-last", "1", "--floor", "1", "--dry-run");
        assertThat(planned.get("dryRun").asBoolean()).isTrue();
        assertThat(planned.get("decisions").findValuesAsString("point")).containsExactly(newest, id);
        assertThat(planned.get("decisions").get(0).get("keep").asBoolean()).isTrue();
        assertThat(planned.get("decisions").get(1).get("reasons").get(0).asString())
                .isEqualTo("not last 1");
        backup.done("show", id);

        assertThat(backup.run("retention", "--keep-last", "1", "--floor", "1")
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("--force");
        assertThat(backup.run("retention", "--keep-last", "1", "--floor", "1", "--at-most", "0", "--force")
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("1 restore point would go, more than --at-most 0");
        assertThat(backup.done("retention", "--keep-last", "1", "--floor", "1", "--hold", id, "--force")
                        .out())
                .contains("keep    " + id.substring(0, 8), "  held")
                .endsWith("Kept 2 restore points and deleted 0\n");
        assertThat(backup.done(
                                "retention",
                                "--keep-size",
                                "1K",
                                "--keep-daily",
                                "1",
                                "--zone",
                                "+01:00",
                                "--floor",
                                "1",
                                "--group-by",
                                "source,tags",
                                "--force")
                        .out())
                .contains("keep    " + newest.substring(0, 8), "delete  " + id.substring(0, 8), " has a newer one")
                .endsWith("Kept 1 restore point and deleted 1\n");
        backup.run("show", id).ends(ExitCodes.FAILED);
    }
}
