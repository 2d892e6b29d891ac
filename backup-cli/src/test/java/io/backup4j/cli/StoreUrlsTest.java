package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreUrlsTest {
    @TempDir
    private Path place;

    @ParameterizedTest
    @ValueSource(strings = {"", "file:", "file://"})
    void takesAPathInManyForms(String scheme) throws IOException {
        assertThat(location(scheme + place.resolve("here")))
                .isEqualTo(place.resolve("here").toString());
    }

    @Test
    void takesAPathWithAColon() throws IOException {
        assertThat(location("./backups:1"))
                .isEqualTo(Path.of("./backups:1").toAbsolutePath().toString());
    }

    @Test
    void namesWhatIsSupported() {
        assertUsage(
                "ftp:bucket",
                "No store is called 'ftp:'. Supported are a path, file:/path, s3://bucket/prefix, gdrive:///folder (a path that holds a colon is written ./ftp:bucket)");
        assertUsage("file://host/path", "A host in a file: URL is not supported: file://host/path (write file:/path)");
        assertUsage("", "The path of the repository is empty");
        assertUsage("file:", "The path of the repository is empty");
    }

    @Test
    void takesABucketWithOptions() throws IOException {
        assertThat(location("s3://bucket?region=eu-central-1")).isEqualTo("s3://bucket");
        assertThat(location("s3://bucket/a/b/?region=eu-central-1&storage-class=STANDARD_IA&kms-key=alias/a%2Bb"))
                .isEqualTo("s3://bucket/a/b");
        assertThat(location("s3://bucket/a?endpoint=http://127.0.0.1:9000&path-style=false&checksums=required-only"))
                .isEqualTo("s3://bucket/a");
        assertThat(location("s3://bucket/a?region=x&requester-pays=true&as-of=2026-01-02T03:04:05Z&checksums=trailer"))
                .isEqualTo("s3://bucket/a as of 2026-01-02T03:04:05Z");
    }

    @Test
    void namesWhatIsWrongWithABucket() {
        assertUsage("s3:bucket", "Not a bucket: s3:bucket (write s3://bucket/prefix)");
        assertUsage("s3:///a", "Not a bucket: s3:///a (write s3://bucket/prefix)");
        assertUsage(
                "s3://b?secret=x",
                "Unknown in a URL: 'secret'. Known are region, endpoint, path-style, profile,"
                        + " checksums, storage-class, kms-key, requester-pays, as-of");
        assertUsage("s3://b?region=", "Without a value in a URL: region");
        assertUsage("s3://b?region=a&region=b", "Twice in a URL: region");
        assertUsage("s3://b?region=%zz", "Not a value in a URL: %zz");
        assertUsage("s3://b?region=a&path-style=yes", "path-style is true or false, and not yes");
        assertUsage("s3://b?region=a&checksums=no", "Not a kind of checksums: no (header, trailer or required-only)");
        assertThatThrownBy(() -> location("s3://b?region=a&as-of=yesterday"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("yesterday");
        assertThatThrownBy(() -> location("s3://b/a//b?region=a")).hasMessageContaining("The prefix 'a//b/'");
    }

    @Test
    void takesAFolderOfGoogleDrive() throws IOException {
        Path user = Files.writeString(
                place.resolve("user.json"),
                "{\"type\":\"authorized_user\",\"client_id\":\"a\",\"client_secret\":\"b\",\"refresh_token\":\"c\"}");
        String who = "credentials=" + user;

        assertThat(location("gdrive:///backups/here?" + who)).isEqualTo("gdrive:///backups/here");
        assertThat(location("gdrive://FOLDER?" + who)).isEqualTo("gdrive://FOLDER");
        assertThat(location("gdrive://FOLDER/a?trash=true&" + who)).isEqualTo("gdrive://FOLDER/a");
        assertThat(location("gdrive:///a?drive=D&endpoint=http://127.0.0.1:1&" + who))
                .isEqualTo("gdrive:///a?drive=D");
    }

    @Test
    void namesWhatIsWrongWithAFolderOfGoogleDrive() {
        assertUsage(
                "gdrive:folder?credentials=x",
                "Not a folder: gdrive:folder (write gdrive:///folder or gdrive://FOLDER_ID)");
        assertThatThrownBy(() -> location("gdrive:///?credentials=x")).hasMessageContaining("name a folder");
        assertThatThrownBy(() -> location("gdrive:///a?credentials=" + place.resolve("none")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("none");
        assertThatThrownBy(() -> location("gdrive:///a")).hasMessageContaining("set BACKUP_GDRIVE_CREDENTIALS");
    }

    private static void assertUsage(String url, String message) {
        assertThatThrownBy(() -> location(url))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    private static String location(String url) throws IOException {
        try (var store = StoreUrls.open(url, Surroundings.ofProcess())) {
            return store.location();
        }
    }
}
