package io.backup4j.core.internal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.WrongKeyException;
import io.backup4j.core.Encryption;
import io.backup4j.core.internal.FixedRandom;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    private static final String DIGITS = "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20";

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name_a_file() {
        file = directory.resolve("key");
    }

    @Test
    void a_key_file_is_a_line_of_64_digits_for_its_owner_only() throws IOException {
        KeyFile.generate(file, new FixedRandom());
        assertThat(file).hasContent(DIGITS + "\n");
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(KeyFile.read(file).bytes())
                .startsWith(1, 2, 3)
                .endsWith(31, 32)
                .hasSize(32);
    }

    @Test
    void two_key_files_are_different() throws IOException {
        Encryption.generateKeyFile(file);
        Encryption.generateKeyFile(directory.resolve("other"));
        assertThat(Files.readString(file)).isNotEqualTo(Files.readString(directory.resolve("other")));
    }

    @Test
    void what_is_there_is_not_overwritten() throws IOException {
        Files.writeString(file, "precious");
        assertThatThrownBy(() -> Encryption.generateKeyFile(file)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("precious");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThatThrownBy(() -> KeyFile.read(file))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContaining("The key file " + file + " does not exist")
                .hasCauseInstanceOf(NoSuchFileException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {DIGITS, DIGITS + "\r\n", "0102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F20\n"})
    void a_key_file_survives_editors(String content) throws IOException {
        Files.writeString(file, content);
        assertThat(KeyFile.read(file).bytes())
                .startsWith(1, 2, 3)
                .endsWith(31, 32)
                .hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                DIGITS + "\n\n",
                DIGITS + "0",
                DIGITS + "00",
                DIGITS + "\n" + DIGITS,
                " " + DIGITS,
                "g102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20",
                "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2"
            })
    void another_file_is_refused_without_telling_what_is_in_it(String content) throws IOException {
        Files.writeString(file, content);
        assertThatThrownBy(() -> KeyFile.read(file))
                .isInstanceOf(WrongKeyException.class)
                .hasMessage("The file " + file + " is not a key file: it does not hold just 64 hexadecimal digits."
                        + " Give the file that was made for this repository");
    }
}
