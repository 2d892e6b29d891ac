package io.backup4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class CommandsTest {
    @TempDir
    Path directory;

    @Test
    void environmentDirectoryAndBothOutputsAreUsed() throws Exception {
        String printed = run(Map.of("WORD", "two words"), "echo \"$WORD\"; pwd >&2");

        assertThat(printed.lines()).containsExactly("two words", directory.toString());
    }

    @Test
    void aFailureShowsTheCommandItsExitCodeAndWhatItSaidLast() {
        assertThatThrownBy(() -> run(Map.of(), "seq 1 100; exit 3"))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageStartingWith("Exit code 3 of: cd " + directory + " && sh -c 'seq 1 100; exit 3'")
                .satisfies(e -> assertThat(e.getMessage().lines().skip(1))
                        .hasSize(20)
                        .startsWith("81")
                        .endsWith("100"));
    }

    @Test
    void programsAreFoundByNameAndByPath() {
        assertThat(Commands.find("sh"))
                .hasValueSatisfying(path -> assertThat(path).endsWith("/sh"));
        assertThat(Commands.find("/bin/sh")).hasValue("/bin/sh");
        assertThat(Commands.find(directory.toString())).isEmpty();
        assertThat(Commands.find("no-such-program")).isEmpty();
    }

    private String run(Map<String, String> environment, String script) throws Exception {
        return new Commands(directory).run(new Command(List.of("sh", "-c", script), environment, directory));
    }
}
