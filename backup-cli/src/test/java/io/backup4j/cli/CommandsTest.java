package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

class CommandsTest {
    @Test
    @DisplayName("A command's class is called like the command")
    void names() {
        assertThat(Commands.all())
                .allSatisfy(command -> assertThat(Commands.name(command))
                        .isEqualTo(Objects.requireNonNull(command.getAnnotation(Command.class))
                                .name()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verify --repo list",
                "--repo list verify",
                "--repo=list verify",
                "-q --json --repo list --password-file create verify --every-byte",
                "verify --help"
            })
    @DisplayName("The command that is meant is described alone, whatever stands before and behind it")
    void meant(String line) {
        assertThat(described(line.split(" "))).containsExactly("verify");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--help",
                "--help verify",
                "-h verify",
                "--version verify",
                "-qv verify",
                "lst",
                "--repo",
                "--repo verify",
                "@arguments",
                "--unknown verify",
                "completion bash"
            })
    @DisplayName("Where no command is found, or all are asked about, all are described")
    void all(String line) {
        Set<String> all = Commands.line(Program.described()).getSubcommands().keySet();
        assertThat(all).hasSameSizeAs(Commands.all());
        assertThat(described(line.split(" "))).isEqualTo(all);
        assertThat(described()).isEqualTo(all);
    }

    private static Set<String> described(String... arguments) {
        return Commands.line(Program.described(), arguments).getSubcommands().keySet();
    }
}
