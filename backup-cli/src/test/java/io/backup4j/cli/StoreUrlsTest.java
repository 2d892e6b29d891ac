package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
                "s3:bucket",
                "No store is called 's3:'. Supported are a path, file:/path (a path that holds a colon is written ./s3:bucket)");
        assertUsage("file://host/path", "A host in a file: URL is not supported: file://host/path (write file:/path)");
        assertUsage("", "The path of the repository is empty");
        assertUsage("file:", "The path of the repository is empty");
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
