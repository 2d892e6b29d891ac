package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.core.BackupRepository;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilerDirectivesTest {
    private static final Path FILE = Path.of("src/main/launcher/backup-compiler.json");
    private static final Pattern ROOM = Pattern.compile("io/backup4j/core/internal/(\\w+)/\\*\\.\\*");

    @AfterEach
    void clear() throws JMException {
        command("compilerDirectivesClear");
    }

    @Test
    void theJvmTakesTheFileFromAnyPath(@TempDir Path directory) throws Exception {
        Path file = Files.copy(
                FILE, Files.createDirectory(directory.resolve("with a space")).resolve("directives"));
        CompilerDirectives.add(file.toString());
        assertThat(command("compilerDirectivesPrint"))
                .contains("io/backup4j/core/internal/chunk/*.*", "java/util/*.*")
                .containsPattern("Exclude:true");
    }

    @Test
    void whatTheJvmCannotReadIsNoTrouble(@TempDir Path directory) throws JMException {
        CompilerDirectives.add(directory.resolve("missing").toString());
        assertThat(command("compilerDirectivesPrint")).doesNotContain("backup4j");
    }

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

    private static String command(String name) throws JMException {
        return (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        name,
                        new Object[] {},
                        new String[] {});
    }
}
