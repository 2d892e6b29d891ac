package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parity, from being made to giving something back. */
class ParityCommandTest {
    private Program backup;

    @BeforeEach
    void start(@TempDir Path place) {
        backup = Program.in(place);
        backup.backedUp();
    }

    @Test
    void givesBackWhatWasLost() throws IOException {
        assertThat(backup.done("parity", "--dry-run").out())
                .contains("create parity: for one pack of ", "Would store 1 object, ", "remove 0 objects");
        assertThat(backup.json("stats").get("parityBytes").asLong()).isZero();
        assertThat(backup.done("parity").out())
                .startsWith("Stored 1 object, ")
                .endsWith("0 packs stand in groups, 1 alone, 0 not covered\n");
        assertThat(backup.json("stats").get("coveredBytes").asLong()).isPositive();

        Path pack = pack();
        byte[] bytes = Files.readAllBytes(pack);
        bytes[40] ^= 1;
        Files.write(pack, bytes);
        backup.run("verify", "--every-byte").ends(ExitCodes.FAILED);
        assertThat(backup.done("repair", "--dry-run").out()).contains("given back by parity/");
        assertThat(backup.done("repair").out())
                .contains("put 1 pack out of use, of which parity gave back 1", "nothing is lost");
        backup.done("verify", "--every-byte");
    }

    @Test
    void isRemoved() {
        assertThat(backup.json("parity").propertyNames())
                .containsExactly(
                        "objectsStored",
                        "bytesStored",
                        "objectsRemoved",
                        "bytesRemoved",
                        "packsInGroups",
                        "packsAlone",
                        "packsUncovered",
                        "notes");
        assertThat(backup.json("parity", "--remove", "--dry-run").get("deletes").asLong())
                .isEqualTo(1);
        assertThat(backup.done("parity", "--remove").out())
                .contains("removed 1 object, ")
                .endsWith("1 not covered\n");
        assertThat(backup.json("stats").get("parityBytes").asLong()).isZero();
    }

    @Test
    void failsWhenAPackIsDamagedAlready() throws IOException {
        Path pack = pack();
        byte[] bytes = Files.readAllBytes(pack);
        bytes[40] ^= 1;
        Files.write(pack, bytes);
        assertThat(backup.run("parity").ends(ExitCodes.FAILED).err()).contains("is not covered: its SHA-256");
    }

    private Path pack() throws IOException {
        try (Stream<Path> files = Files.walk(backup.repository().resolve("packs"))) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }
}
