package io.backup4j.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReasonTest {
    @Test
    @DisplayName("An exception that says nothing but the name of a file is told in words")
    void words() {
        assertThat(Reason.of(new AccessDeniedException("a/b"))).isEqualTo("permission denied at a/b");
        assertThat(Reason.of(new NoSuchFileException("a/b"))).isEqualTo("a/b, or a directory above it, does not exist");
        assertThat(Reason.of(new EOFException())).isEqualTo("EOFException");
    }

    @Test
    @DisplayName("One that says more is told as it is")
    void asItIs() {
        assertThat(Reason.of(new NoSuchFileException("a", null, "check the path")))
                .contains("check the path");
        assertThat(Reason.of(new FileSystemException("a", null, "Too many open files")))
                .isEqualTo("a: Too many open files");
        assertThat(Reason.of(new IOException("no room"))).isEqualTo("no room");
    }
}
