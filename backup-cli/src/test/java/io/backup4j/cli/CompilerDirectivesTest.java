package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.core.BackupRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That the JVM takes them is seen where the whole program is: {@link LauncherIT}. */
class CompilerDirectivesTest {
    private static final Path FILE = Path.of("src/main/launcher/backup-compiler.json");
    private static final Pattern ROOM = Pattern.compile("io/backup4j/core/internal/(\\w+)/\\*\\.\\*");

    @Test
    void roomsThatAreNamedExist() throws Exception {
        List<String> rooms = ROOM.matcher(Files.readString(FILE))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(rooms)
                .isNotEmpty()
                .allSatisfy(room -> assertThat(
                                BackupRepository.class.getResource("internal/" + room + "/package-info.class"))
                        .isNotNull());
    }
}
