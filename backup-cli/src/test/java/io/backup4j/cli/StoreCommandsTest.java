package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Testing a store before, or while, a repository is there. */
class StoreCommandsTest {
    @TempDir
    private Path place;

    @Test
    void tellsWhatHoldsAndLeavesNothingBehind() throws IOException {
        Program backup = Program.in(place);

        assertThat(backup.run("store", "test").ends(ExitCodes.DONE).out())
                .hasLineCount(9)
                .contains("ok      store             stored 100000 bytes")
                .contains("ok      create-only-race  3 times one of 6 succeeded");
        JsonNode report = backup.json("store", "test");
        assertThat(report.get("location").asString())
                .isEqualTo(backup.repository().toString());
        assertThat(report.get("holds").asBoolean()).isTrue();
        assertThat(report.get("promises").size()).isEqualTo(9);
        assertThat(filesOf(backup.repository().resolve("probe"))).isEmpty();
        assertThat(backup.json("verify").get("clean").asBoolean()).isTrue();
    }

    @Test
    void saysWhatIsBroken() throws IOException {
        Program backup = Program.without(place);
        Files.writeString(backup.repository(), "a file");

        assertThat(backup.run("store", "test").ends(ExitCodes.FAILED).out())
                .hasLineCount(1)
                .contains("BROKEN  store", "is not a directory");
        assertThat(backup.run("store").ends(ExitCodes.USAGE).err()).contains("Which of test, sign-in?");
    }

    private static List<Path> filesOf(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
