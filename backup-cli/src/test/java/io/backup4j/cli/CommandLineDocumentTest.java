package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The document on the command line names every command and every option. */
class CommandLineDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "COMMAND-LINE.md");

    private final CommandLine program = Commands.line(Program.described());

    @Test
    void namesEveryCommand() throws IOException {
        List<String> headings = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4).replaceAll(" [A-Z\\[-].*", ""))
                .toList();
        List<String> commands = new ArrayList<>();
        for (CommandLine command : new ArrayList<>(program.getSubcommands().values())) {
            if (command.getSubcommands().isEmpty()) {
                commands.add(command.getCommandSpec().qualifiedName());
            }
            command.getSubcommands()
                    .values()
                    .forEach(sub -> commands.add(sub.getCommandSpec().qualifiedName()));
        }

        assertThat(headings).containsExactlyInAnyOrderElementsOf(commands);
    }

    @Test
    void namesEveryOption() throws IOException {
        Set<String> options = new TreeSet<>();
        collect(program, options);

        assertThat(Files.readString(DOCUMENT)).contains(options);
    }

    /** The help is a format: where it is none, it is printed behind a warning. */
    @Test
    void helpOfEveryCommand_isAFormat() {
        List<String> texts = new ArrayList<>();
        collectHelp(program, texts);

        assertThat(texts)
                .isNotEmpty()
                .allSatisfy(text -> assertThatCode(() -> String.format(text)).doesNotThrowAnyException());
    }

    private static void collectHelp(CommandLine command, List<String> texts) {
        texts.addAll(List.of(command.getCommandSpec().usageMessage().description()));
        texts.addAll(List.of(command.getCommandSpec().usageMessage().footer()));
        command.getCommandSpec().options().forEach(option -> texts.addAll(List.of(option.description())));
        command.getSubcommands().values().forEach(sub -> collectHelp(sub, texts));
    }

    private static void collect(CommandLine command, Set<String> options) {
        command.getCommandSpec().options().stream()
                .filter(option -> !option.versionHelp())
                .map(OptionSpec::longestName)
                .forEach(options::add);
        command.getSubcommands().values().forEach(sub -> collect(sub, options));
    }
}
