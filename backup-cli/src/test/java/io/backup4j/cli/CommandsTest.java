package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
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

    @Test
    @DisplayName("A command that stands first is described alone")
    void first() {
        assertThat(Commands.meantBy(new String[] {"verify", "--repo", "list"})).isEqualTo(List.of(VerifyCommand.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "--repo list create", "lst", "-q list", "@arguments", "completion bash"})
    @DisplayName("Where a command may come later, or all are asked about, all are described")
    void all(String line) {
        assertThat(Commands.meantBy(line.split(" "))).isEqualTo(Commands.all());
        assertThat(Commands.meantBy(new String[0])).isEqualTo(Commands.all());
    }
}
