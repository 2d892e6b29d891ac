package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.store.gdrive.fake.FakeDrive;
import io.backup4j.store.gdrive.fake.FakeTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program with a repository in Google Drive. */
class GoogleDriveCommandsTest {
    private final FakeDrive drive = FakeDrive.start();

    @TempDir
    private Path place;

    @AfterEach
    void stop() {
        drive.close();
    }

    @Test
    void serviceAccount_backsUpAndRestores() throws IOException {
        Path account = Files.writeString(place.resolve("account.json"), FakeTokens.serviceAccount(drive.endpoint()));
        String shared = drive.owner().newSharedDrive();
        Program backup = Program.in(place)
                .set("BACKUP_GDRIVE_CREDENTIALS", account.toString())
                .set(
                        "BACKUP_REPO",
                        "gdrive:///team/backups?trash=true&drive=" + shared + "&endpoint=" + drive.endpoint());
        Path data = backup.file("data/file", "content").getParent();
        backup.done("init");
        backup.done("create", data.toString());

        backup.done("restore", "latest", "--to", place.resolve("restored").toString());
        assertThat(place.resolve("restored/file")).hasContent("content");
        assertThat(backup.json("verify", "--every-byte").get("clean").asBoolean())
                .isTrue();
    }

    @Test
    void accountThatIsRefused_isNamed() throws IOException {
        Path account = Files.writeString(place.resolve("account.json"), FakeTokens.serviceAccount(drive.endpoint()));
        drive.tokens().revoke();

        Program backup = Program.in(place);
        String url = "gdrive:///backups?credentials=" + account + "&endpoint=" + drive.endpoint();
        assertThat(backup.run("list", "--repo", url).ends(ExitCodes.FAILED).err())
                .contains("sign in again");
    }
}
