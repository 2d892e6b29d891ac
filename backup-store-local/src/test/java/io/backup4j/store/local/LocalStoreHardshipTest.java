package io.backup4j.store.local;

import static io.backup4j.api.BackupStore.TO_END;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectExistsException;
import io.backup4j.testkit.Tmpfs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other processes, killed processes, full disks and missing rights. */
@Timeout(120)
class LocalStoreHardshipTest {
    private static final int ROUNDS = 40;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofSeveralProcesses_exactlyOneGetsAName(boolean links) throws Exception {
        Path root = directory.resolve("store");
        try (OtherProcess one = OtherProcess.racing(root, links, 0, ROUNDS);
                OtherProcess two = OtherProcess.racing(root, links, 1, ROUNDS);
                OtherProcess three = OtherProcess.racing(root, links, 2, ROUNDS)) {
            List<OtherProcess> processes = List.of(one, two, three);
            for (OtherProcess process : processes) {
                assertThat(process.nextLine()).isEqualTo("ready");
            }
            for (OtherProcess process : processes) {
                process.tellToBegin();
            }
            assertOneWinnerEachRound(processes, LocalStore.at(root));
        }
    }

    private static void assertOneWinnerEachRound(List<OtherProcess> processes, LocalStore store) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            List<String> outcomes = new ArrayList<>();
            for (OtherProcess process : processes) {
                outcomes.add(process.nextLine());
            }
            assertThat(outcomes).as("round %s", round).containsOnlyOnce("won");
            assertThat(readAll(store, "race/" + round))
                    .hasSize(OtherProcess.LENGTH)
                    .containsOnly(outcomes.indexOf("won"));
        }
        assertThat(names(store)).hasSize(ROUNDS);
    }

    @Test
    void killedWriter_leavesNothingThatIsSeenOrInTheWay() throws Exception {
        try (OtherProcess writer = OtherProcess.stopping(directory)) {
            assertThat(writer.nextLine()).isEqualTo("ready");
            writer.tellToBegin();
            assertThat(writer.nextLine()).isEqualTo("half");
            writer.kill();
        }
        LocalStore store = LocalStore.at(directory);

        assertThat(directory.resolve(".tmp")).isDirectoryContaining("glob:**.part");
        assertThat(names(store)).isEmpty();
        store.put("half", ObjectBody.of(new byte[] {1}));
        assertThat(readAll(store, "half")).containsExactly(1);
    }

    @Test
    void fullDisk_isNamedAndTheTemporaryFileRemoved() throws Exception {
        try (Tmpfs disk = Tmpfs.mount(directory, "size=1m")) {
            LocalStore store = LocalStore.at(disk.directory());
            store.put("packs/first", ObjectBody.of(new byte[300_000]));

            assertThatThrownBy(() -> store.put("packs/second", ObjectBody.of(new byte[2_000_000])))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(
                            "Could not store packs/second (2000000 bytes)", directory.toString(), "make room");
            assertThat(directory.resolve(".tmp")).isEmptyDirectory();
            assertThat(names(store)).containsExactly("packs/first");
            store.put("packs/third", ObjectBody.of(new byte[300_000]));
        }
    }

    @Test
    void readOnlyDisk_canBeReadAndSaysWhatItIs() throws Exception {
        try (Tmpfs disk = Tmpfs.mount(directory, "size=1m")) {
            LocalStore.at(disk.directory()).put("a", ObjectBody.of(new byte[] {1}));
            disk.remount("ro");
            LocalStore store = LocalStore.at(disk.directory());

            assertThatThrownBy(() -> store.put("b", ObjectBody.of(new byte[1])))
                    .hasMessageContainingAll("Could not store b", directory.toString(), "Read-only");
            assertThatThrownBy(() -> store.delete("a")).hasMessageContainingAll("Could not delete a", "Read-only");
            assertThatThrownBy(() -> store.put("a", ObjectBody.of(new byte[1])))
                    .isInstanceOf(ObjectExistsException.class);
            assertThat(readAll(store, "a")).containsExactly(1);
            assertThat(names(store)).containsExactly("a");
        }
    }

    @Test
    void directoryWithoutTheRightToWrite_isNamed() throws Exception {
        LocalStore.at(directory).put("a", ObjectBody.of(new byte[] {1}));
        Path incoming = directory.resolve(".tmp");
        Files.setPosixFilePermissions(incoming, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeTrue(!Files.isWritable(incoming), "The user of this process, root perhaps, may write everywhere");
            assertThatThrownBy(() -> LocalStore.at(directory).put("b", ObjectBody.of(new byte[1])))
                    .hasMessageContainingAll("permission denied", incoming.toString(), "give the user");
            assertThat(readAll(LocalStore.at(directory), "a")).containsExactly(1);
        } finally {
            Files.setPosixFilePermissions(incoming, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static byte[] readAll(LocalStore store, String name) throws IOException {
        try (InputStream in = store.read(name, 0, TO_END)) {
            return in.readAllBytes();
        }
    }

    private static List<String> names(LocalStore store) throws IOException {
        List<String> names = new ArrayList<>();
        store.list("", object -> names.add(object.name()));
        return names;
    }
}
