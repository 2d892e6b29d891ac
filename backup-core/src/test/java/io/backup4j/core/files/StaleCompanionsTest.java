package io.backup4j.core.files;

import static io.backup4j.core.files.Entries.file;
import static io.backup4j.core.files.Entries.plan;
import static io.backup4j.core.files.Entries.root;
import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What SQLite has left beside a database that is restored as a file. */
class StaleCompanionsTest {
    private static final Entry[] DATABASE = {root(), file("app.db")};

    @TempDir
    Path target;

    @ParameterizedTest
    @CsvSource({"-wal, true", "-wal, false", "-journal, true", "-journal, false"})
    void journalOfAnotherDatabase_isInTheWay(String ending, boolean databaseIsThere) throws IOException {
        Files.writeString(target.resolve("app.db" + ending), "frames");
        if (databaseIsThere) {
            Files.writeString(target.resolve("app.db"), "of before");
        }
        assertThat(plan(FileTreeTarget.into(target).overwriting(), DATABASE)).contains("CONFLICT app.db" + ending);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.db-wal", "app.db-journal"})
    void journalThatIsRestoredToo_isNot(String journal) throws IOException {
        Files.writeString(target.resolve(journal), "frames");
        assertThat(plan(FileTreeTarget.into(target).overwriting(), root(), file("app.db"), file(journal)))
                .containsExactly("KEEP ", "CREATE app.db", "OVERWRITE " + journal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.db-shm", "other.db-wal", "app.db-wal"})
    void whatHasNothingToWriteIntoIt_isNot(String beside) throws IOException {
        Files.createFile(target.resolve(beside));
        assertThat(plan(FileTreeTarget.into(target).overwriting(), DATABASE)).containsExactly("KEEP ", "CREATE app.db");
    }

    @Test
    void journalThatAMirrorDeletes_isNot() throws IOException {
        Files.writeString(target.resolve("app.db-wal"), "frames");
        assertThat(plan(FileTreeTarget.into(target).mirroring(), DATABASE))
                .containsExactlyInAnyOrder("KEEP ", "CREATE app.db", "DELETE app.db-wal");
    }
}
