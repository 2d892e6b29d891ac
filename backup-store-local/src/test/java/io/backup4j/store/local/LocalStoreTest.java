package io.backup4j.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectExistsException;
import io.backup4j.api.ObjectMissingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreTest {
    private static final ObjectBody BODY = ObjectBody.of(new byte[] {1, 2, 3});

    @TempDir
    private Path temp;

    @Test
    void directory_isMadeByTheFirstPutOnly() throws IOException {
        Path root = temp.resolve("far/away");
        LocalStore store = LocalStore.at(root);

        assertThat(names(store)).isEmpty();
        assertThatThrownBy(() -> store.read("a", 0, 1)).isInstanceOf(ObjectMissingException.class);
        store.delete("a");
        assertThat(root).doesNotExist();

        store.put("packs/00/a", BODY);
        assertThat(root.resolve("packs/00/a")).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(names(store)).containsExactly("packs/00/a");
    }

    @Test
    void directoryThatVanished_isNeitherEmptyNorMadeAgain() throws IOException {
        Path root = temp.resolve("disk");
        LocalStore store = LocalStore.at(root);
        store.put("a", BODY);
        Files.move(root, temp.resolve("elsewhere"));

        assertThatThrownBy(() -> store.put("b", BODY)).hasMessageContaining("vanished");
        assertThatThrownBy(() -> names(store)).hasMessageContaining("vanished");
        assertThatThrownBy(() -> store.delete("a")).hasMessageContaining("vanished");
        assertThatThrownBy(() -> store.read("a", 0, 1))
                .isNotInstanceOf(ObjectMissingException.class)
                .hasMessageContaining("vanished");
        assertThat(root).doesNotExist();
    }

    @Test
    void threadThatIsInterrupted_isToldSo() throws IOException {
        LocalStore store = LocalStore.at(temp.resolve("store"));
        store.put("a", BODY);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> store.read("a", 0, 1)).hasMessageEndingWith(": the thread was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void rootThatIsAFile_isNamed() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "not a store");
        LocalStore store = LocalStore.at(file);

        assertThatThrownBy(() -> store.put("a", BODY)).hasMessageContaining(file + " is not a directory");
        assertThatThrownBy(() -> names(store)).hasMessageContaining(file + " is not a directory");
    }

    @Test
    void rootMayBeALink() throws IOException {
        Path real = Files.createDirectory(temp.resolve("real"));
        LocalStore store = LocalStore.at(Files.createSymbolicLink(temp.resolve("link"), real));
        store.put("packs/a", BODY);

        assertThat(names(store)).containsExactly("packs/a");
        assertThat(real.resolve("packs/a")).isRegularFile();
    }

    @Test
    void nameOfADirectory_isNoObjectAndCannotBecomeOne() throws IOException {
        LocalStore store = LocalStore.at(temp);
        store.put("packs/a", BODY);
        store.delete("packs");

        assertThatThrownBy(() -> store.put("packs", BODY))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(ObjectExistsException.class)
                .hasMessageContaining("is a directory");
        assertThatThrownBy(() -> store.put("packs/a/b", BODY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is in the way");
        assertThat(names(store)).containsExactly("packs/a");
    }

    @Test
    void linksBelowTheRoot_areNeitherFollowedNorReplaced() throws IOException {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Path secret = Files.writeString(outside.resolve("secret"), "secret");
        Path root = Files.createDirectory(temp.resolve("root"));
        Files.createSymbolicLink(root.resolve("packs"), outside);
        Path link = Files.createSymbolicLink(root.resolve("config"), secret);
        LocalStore store = LocalStore.at(root);

        assertThat(names(store)).isEmpty();
        for (String name : List.of("packs/secret", "config")) {
            assertThatThrownBy(() -> store.put(name, BODY))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(ObjectExistsException.class);
            assertThatThrownBy(() -> store.read(name, 0, 1))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(ObjectMissingException.class);
            assertThatThrownBy(() -> store.delete(name)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> store.put("packs/new", BODY)).isInstanceOf(IOException.class);
        assertThat(outside).isDirectoryNotContaining("glob:**new");
        assertThat(secret).hasContent("secret");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void leftoversOfKilledWriters_areNotListedAndRemovedAfterADay() throws IOException {
        Path incoming = Files.createDirectories(temp.resolve(".tmp"));
        Path old = leftover(incoming, "old.part", Duration.ofHours(25));
        Path young = leftover(incoming, "young.part", Duration.ofHours(23));
        Path foreign = leftover(incoming, "lock", Duration.ofDays(100));
        LocalStore store = LocalStore.at(temp);

        assertThat(names(store)).isEmpty();
        store.put("a", BODY);
        assertThat(names(store)).containsExactly("a");
        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(foreign).exists();
    }

    @Test
    void put_leavesNothingBehindButTheObject() throws IOException {
        LocalStore store = LocalStore.at(temp);
        store.put("a", BODY);
        assertThatThrownBy(() -> store.put("a", BODY)).isInstanceOf(ObjectExistsException.class);

        assertThat(temp.resolve(".tmp")).isEmptyDirectory();
    }

    @Test
    void writerWhoseTemporaryFileIsSweptAway_fails() throws IOException {
        LocalStore store = new LocalStore(temp, (temporary, file) -> {
            Files.delete(temporary);
            return Publisher.linkOrMove(temporary, file);
        });

        assertThatThrownBy(() -> store.put("a", BODY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("vanished");
        assertThat(names(store)).isEmpty();
    }

    @Test
    void linkWhoseAnswerWasLost_isRecognised() throws IOException {
        LocalStore store = new LocalStore(temp, (temporary, file) -> {
            Publisher.link(temporary, file);
            return Publisher.link(temporary, file);
        });
        store.put("a", BODY);

        assertThat(names(store)).containsExactly("a");
    }

    @Test
    void failedLinkWhereLinksWork_isNotTriedAsAMove() throws IOException {
        Path long300 = temp.resolve("x".repeat(300));
        Path source = Files.writeString(temp.resolve("source"), "content");

        assertThatThrownBy(() -> Publisher.linkOrMove(source, long300)).isInstanceOf(IOException.class);
        assertThat(source).exists();
        assertThat(temp.resolve("lock")).doesNotExist();
    }

    private static Path leftover(Path directory, String name, Duration age) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "half");
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    private static List<String> names(LocalStore store) throws IOException {
        List<String> names = new ArrayList<>();
        store.list("", object -> names.add(object.name()));
        return names;
    }
}
