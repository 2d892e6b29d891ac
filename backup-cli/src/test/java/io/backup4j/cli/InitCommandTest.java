package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Creating a repository, and finding the key of one. */
class InitCommandTest {
    private Program backup;

    @BeforeEach
    void start(@TempDir Path place) {
        backup = Program.without(place);
    }

    @Test
    void createsARepositoryThatOpensWithItsPasswordOnly() {
        JsonNode created = backup.set("BACKUP_PASSWORD", "correct horse").json("init");

        assertThat(created.get("encrypted").asBoolean()).isTrue();
        assertThat(created.get("location").asString())
                .isEqualTo(backup.repository().toString());
        assertThat(backup.json("list").get("repository")).isEqualTo(created.get("repository"));
        assertThat(backup.set("BACKUP_PASSWORD", "wrong")
                        .run("list")
                        .ends(ExitCodes.FAILED)
                        .err())
                .startsWith("backup: ")
                .hasLineCount(1)
                .doesNotContain("wrong horse", "Exception");
    }

    @Test
    void takesPasswordsFromFiles() {
        String file = backup.file("password", "päss word\r\nsecond line").toString();
        backup.done("init", "--password-file", file);

        backup.set("BACKUP_PASSWORD_FILE", file).done("list");
        backup.set("BACKUP_PASSWORD_FILE", null)
                .set("BACKUP_PASSWORD", "päss word")
                .done("list");
    }

    @Test
    void saysWhatIsWrongWithAPasswordFile() {
        String empty = backup.file("empty", "\n").toString();

        assertThat(backup.run("init", "--password-file", empty)
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains(empty, "empty line");
        assertThat(backup.run("init", "--password-file", empty + "x")
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("does not exist");
        assertThat(backup.repository()).doesNotExist();
    }

    @Test
    void asksTwiceForANewPasswordAndOnceForAKnownOne() {
        assertThat(backup.typing("", "typed", "typed").done("init").err())
                .contains("New password of the repository: ", "The same again: ")
                .doesNotContain("typed");
        backup.typing("", "typed").done("list");
    }

    @Test
    void doesNothingWhenThePasswordIsMistyped() {
        assertThat(backup.typing("", "typed", "tipped")
                        .run("init")
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("not the same");
        assertThat(backup.typing("", "").run("init").ends(ExitCodes.FAILED).err())
                .contains("empty");
        assertThat(backup.repository()).doesNotExist();
    }

    @Test
    void wantsAKeyWhereNobodyCanBeAsked() {
        assertThat(backup.run("init").ends(ExitCodes.USAGE).err()).contains("BACKUP_PASSWORD_FILE");
        assertThat(backup.repository()).doesNotExist();
    }

    @Test
    void doesWithoutEncryptionOnlyWhenToldSoInSoManyWords() {
        assertThat(backup.done("init", "--no-encryption").out()).contains("UNENCRYPTED");

        backup.done("list", "--no-encryption");
        backup.run("list").ends(ExitCodes.USAGE);
        backup.set("BACKUP_PASSWORD", "needless").run("list").ends(ExitCodes.FAILED);
    }

    @Test
    void takesOneKeyAtATime() {
        backup.run("init", "--no-encryption", "--password-file", "x").ends(ExitCodes.USAGE);
        backup.run("init", "--key-file", "y", "--password-file", "x").ends(ExitCodes.USAGE);
    }

    @Test
    void leavesARepositoryThatIsThereAlone() {
        Program other = Program.in(backup.place);

        assertThat(other.run("init").ends(ExitCodes.FAILED).err())
                .contains(other.repository().toString());
        other.done("list");
    }

    @Test
    void wantsToKnowWhichRepository() {
        assertThat(backup.set("BACKUP_REPO", null)
                        .run("list")
                        .ends(ExitCodes.USAGE)
                        .err())
                .contains("BACKUP_REPO");
        assertThat(backup.run("list", "--repo", "ftp:bucket")
                        .ends(ExitCodes.USAGE)
                        .err())
                .contains("file:/path");
    }

    @Test
    void saysWhenThereIsNoRepository() throws IOException {
        backup.set("BACKUP_PASSWORD", "any");
        assertThat(backup.run("list").ends(ExitCodes.FAILED).err())
                .contains(backup.repository().toString());

        Files.createDirectory(backup.repository());
        assertThat(backup.run("list").ends(ExitCodes.FAILED).err())
                .contains(backup.repository().toString());
        assertThat(backup.repository()).isEmptyDirectory();
    }

    @Test
    void takesTheRepositoryBeforeAndBehindTheCommand() {
        Program other = Program.in(backup.place);
        String url = "file:" + other.repository();
        other.set("BACKUP_REPO", null);

        other.done("--repo", url, "list");
        other.done("list", "--repo", url);
        other.done("key", "list", "--repo", url);
    }
}
