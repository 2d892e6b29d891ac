package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    @Test
    void splitsAtBlanks() {
        assertThat(Words.split("  pg_dump \t mydb ")).containsExactly("pg_dump", "mydb");
        assertThat(Words.split("   ")).isEmpty();
    }

    @Test
    void keepsWhatIsQuotedTogether() {
        assertThat(Words.split("sh -c 'a | b > c; $x' \"d 'e' \\\"f\\\\ \\n\" g'h'\"i\"\\ j ''"))
                .containsExactly("sh", "-c", "a | b > c; $x", "d 'e' \"f\\ \\n", "ghi j", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a | b", "a > b", "a < b", "a; b", "a && b", "echo $HOME", "echo `x`", "(a)", "a\nb", "\"$x\""})
    void refusesWhatNeedsAShell(String command) {
        assertThatThrownBy(() -> Words.split(command))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("sh -c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a 'b", "a \"b", "a \"b\\\"", "a \\"})
    void refusesWhatHasNoEnd(String command) {
        assertThatThrownBy(() -> Words.split(command)).isInstanceOf(UsageException.class);
    }

    @Property(tries = 200)
    void givesBackWhatWasQuoted(@ForAll @Size(max = 5) List<@NotEmpty String> words) {
        String command = words.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));

        assertThat(Words.split(command)).isEqualTo(words);
    }
}
