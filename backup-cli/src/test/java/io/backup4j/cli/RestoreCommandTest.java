package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RestoreCommandTest {
    private Program backup;
    private Path target;
    private String to;

    @BeforeEach
    void start(@TempDir Path place) {
        backup = Program.in(place);
        backup.backedUp();
        target = place.resolve("target");
        to = target.toString();
    }

    @Test
    void restoresToANewPlace() {
        JsonNode report = backup.json("restore", "latest", "--to", to);

        assertThat(report.propertyNames()).containsExactly("point", "target", "entries", "bytes", "missing", "issues");
        assertThat(report.get("bytes").asLong()).isEqualTo(26);
        assertThat(report.get("missing").asLong()).isZero();
        assertThat(target.resolve("a.txt")).hasContent("alpha");
        assertThat(target.resolve("sub/b.txt")).hasContent("beta, a little longer");
    }

    @Test
    void restoresAPart() {
        backup.done("restore", "latest", "--to", to, "--path", "sub/b.txt");
        assertThat(target.resolve("sub/b.txt")).exists();
        assertThat(target.resolve("a.txt")).doesNotExist();

        backup.done("restore", "latest", "--to", to, "--glob", "/a.*");
        assertThat(target.resolve("a.txt")).exists();

        backup.done("restore", "latest", "--to", to + "2", "--glob", "b.*");
        assertThat(backup.place.resolve("target2/sub/b.txt")).exists();
    }

    @Test
    void doesNotMirrorAwayTheRepository() {
        backup.done("create", backup.place.toString());

        assertThat(backup.run("restore", "latest", "--to", backup.place.toString(), "--mirror", "--force")
                        .ends(ExitCodes.USAGE)
                        .err())
                .contains("--mirror would delete the repository");
        assertThat(backup.run("restore", "latest", "--to", "files:" + backup.place, "--mirror", "--dry-run")
                        .ends(ExitCodes.USAGE)
                        .err())
                .contains("--mirror would delete the repository");
        backup.done("list");
    }

    @Test
    void restoresAComponent() {
        backup.done("create", "x=" + backup.tree(), "y=" + backup.place.resolve("tree/sub"));

        backup.done("restore", "latest", "--to", to, "--component", "y");
        assertThat(target.resolve("b.txt")).exists();
        assertThat(target.resolve("a.txt")).doesNotExist();

        backup.done("restore", "latest", "--to", to + "2");
        assertThat(backup.place.resolve("target2/x/a.txt")).exists();
        assertThat(backup.place.resolve("target2/y/b.txt")).exists();
    }

    @Test
    void saysWhenThereIsNothingOfThatName() {
        assertThat(backup.run("restore", "latest", "--to", to, "--path", "nonsense")
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("backup ls");
        backup.run("restore", "latest", "--to", to, "--component", "nonsense").ends(ExitCodes.FAILED);
        backup.run("restore", "nonsense", "--to", to).ends(ExitCodes.FAILED);
    }

    @Test
    void namesEachPathThatMeansNothing_beforeAnythingIsWritten() {
        for (String[] command : new String[][] {
            {"restore", "latest", "--to", to},
            {"restore", "latest", "--to", to, "-n"},
            {"export", "latest", to + ".zip"}
        }) {
            String[] arguments = Stream.concat(
                            Arrays.stream(command),
                            Stream.of("--path", "a.txt", "--path", "typo", "--path", "/sub/", "--path", "sub/typo/"))
                    .toArray(String[]::new);

            assertThat(backup.run(arguments).ends(ExitCodes.FAILED).err())
                    .contains("is called 'typo' or 'sub/typo/'")
                    .doesNotContain("a.txt", "/sub/'");
            assertThat(target).doesNotExist();
            assertThat(Path.of(to + ".zip")).doesNotExist();
        }
        backup.done("restore", "latest", "--to", to, "--path", "a.txt", "--path", "sub");
    }

    @Test
    void globThatMatchesNothing_isNoFaultBesideOneThatDoes() {
        backup.done("restore", "latest", "--to", to, "--glob", "*.txt", "--glob", "*.jpg");
        assertThat(target.resolve("sub/b.txt")).exists();

        backup.run("restore", "latest", "--to", to + "2", "--glob", "*.jpg").ends(ExitCodes.FAILED);
        assertThat(Path.of(to + "2")).doesNotExist();
    }

    @Test
    void wantsATarget() {
        backup.run("restore", "latest").ends(ExitCodes.USAGE);
        assertThat(backup.run("restore", "latest", "--to", "s3:x")
                        .ends(ExitCodes.USAGE)
                        .err())
                .contains("files:/path");
    }

    @Test
    void refusesPartsThatMakeNoSense() {
        backup.run("restore", "latest", "--to", to, "--path", "../x").ends(ExitCodes.USAGE);
        backup.run("restore", "latest", "--to", to, "--glob", "[").ends(ExitCodes.USAGE);
    }

    @Test
    void overwritesNothingWhereNobodyCanBeAsked() {
        backup.file("target/a.txt", "mine");

        assertThat(backup.run("restore", "latest", "--to", to)
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("overwrite a.txt", "--force");

        assertThat(target.resolve("a.txt")).hasContent("mine");
        assertThat(target.resolve("sub")).doesNotExist();
    }

    @Test
    void overwritesWhenForced() {
        backup.file("target/a.txt", "mine");
        backup.file("target/other.txt", "stays");

        backup.done("restore", "latest", "--to", to, "--force");

        assertThat(target.resolve("a.txt")).hasContent("alpha");
        assertThat(target.resolve("other.txt")).hasContent("stays");
    }

    @Test
    void asksAPerson() {
        backup.file("target/a.txt", "mine");

        assertThat(backup.typing("n\n")
                        .run("restore", "latest", "--to", to)
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("would overwrite 1 entry and delete 0 entries. Go on? [y/N]");
        backup.typing("").run("restore", "latest", "--to", to).ends(ExitCodes.FAILED);
        assertThat(target.resolve("a.txt")).hasContent("mine");

        backup.typing("y\n").done("restore", "latest", "--to", to);
        assertThat(target.resolve("a.txt")).hasContent("alpha");
    }

    @Test
    void doesNotAskWhenNothingIsLost() {
        backup.file("target/other.txt", "stays");

        backup.done("restore", "latest", "--to", to);
        backup.done("restore", "latest", "--to", to);
    }

    @Test
    void deletesWhenItIsToMirror() {
        backup.file("target/other.txt", "goes");

        assertThat(backup.run("restore", "latest", "--to", to, "--mirror")
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("delete other.txt");
        assertThat(target.resolve("other.txt")).exists();

        backup.done("restore", "latest", "--to", to, "--mirror", "--force");
        assertThat(target.resolve("other.txt")).doesNotExist();
        assertThat(target.resolve("a.txt")).exists();
    }

    @Test
    void onlySaysWhatItWouldDo() {
        backup.file("target/a.txt", "mine");

        JsonNode plan = backup.json("restore", "latest", "--to", to, "--dry-run");

        assertThat(plan.propertyNames())
                .containsExactly(
                        "verb",
                        "target",
                        "creates",
                        "overwrites",
                        "deletes",
                        "keeps",
                        "conflicts",
                        "bytes",
                        "frees",
                        "notes",
                        "actions");
        assertThat(plan.get("overwrites").asLong()).isEqualTo(1);
        assertThat(plan.get("actions").get(0).propertyNames()).contains("path", "action", "bytes", "reason");
        assertThat(backup.done("restore", "latest", "--to", to, "-n").out())
                .contains("overwrite a.txt", "create sub/b.txt", "would create");
        assertThat(target.resolve("a.txt")).hasContent("mine");
        assertThat(target.resolve("sub")).doesNotExist();
    }
}
