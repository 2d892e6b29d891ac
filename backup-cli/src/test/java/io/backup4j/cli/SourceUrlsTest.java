package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.core.BackupRequest.NamedSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceUrlsTest {
    private static final TreeOptions ALL = TreeOptions.all(List.of());

    @Test
    void namesComponentsLikeTheLastPartOfThePath() {
        assertThat(names("/srv/data", "files:/srv/uploads/", "/")).containsExactly("data", "uploads", "root");
    }

    @Test
    void numbersEqualNames() {
        assertThat(names("/a/data", "/b/data", "/c/data")).containsExactly("data", "data-2", "data-3");
    }

    /** A database may be called so, and a component not. */
    @Test
    void callsADatabaseThatIsOnlyDotsOtherwise() {
        assertThat(names("postgres://u@h/..", "postgres://u@h/.", "postgres://u@h/..."))
                .containsExactly("_", "_-2", "...");
    }

    @Test
    void leavesGivenNamesAloneAndNumbersAroundThem() {
        assertThat(names("/a/data", "data=/b/x")).containsExactly("data-2", "data");
    }

    @Test
    void refusesTheSameSourceTwice(@TempDir Path place) throws IOException {
        Path data = Files.createDirectory(place.resolve("data"));
        Path link = Files.createSymbolicLink(place.resolve("link"), data);

        assertUsage(
                "given twice",
                data.toString(),
                data.resolve("..").resolve("data").toString());
        assertUsage("given twice", data.toString(), "other=" + link);
    }

    @Test
    void refusesTheSameNameTwice() {
        assertUsage("called 'x'", "x=/a", "x=/b");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertUsage("files:/path", "mongo:/srv");
        assertUsage("empty", "files:");
    }

    @Test
    void takesColonsAndEqualSignsInPathsThatBeginWithADot() {
        assertThat(names("./mongo:x", "./a=b")).containsExactly("mongo:x", "a=b");
    }

    private static void assertUsage(String message, String... arguments) {
        assertThatThrownBy(() -> parse(arguments))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }

    private static List<String> names(String... arguments) {
        return parse(arguments).stream().map(NamedSource::name).toList();
    }

    private static List<NamedSource> parse(String... arguments) {
        return SourceUrls.parse(List.of(arguments), ALL, Program.logins(), remark -> {});
    }
}
