package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.RepositoryOptions;
import io.backup4j.core.RestoreReport;
import io.backup4j.core.VerifyLevel;
import io.backup4j.store.local.LocalStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process with little memory backs up, verifies and restores several times as much. */
@DisplayName("A process with a heap of 112 MiB and a ceiling of 64 MiB")
final class SmallHeapTest {
    private static final int FACTOR = Integer.getInteger("campaign.factor", 1);
    private static final int SMALL_FILES = 10_000 * FACTOR;
    private static final long LARGE_FILE = (150L << 20) * FACTOR;

    @Test
    @DisplayName("backs up, verifies and restores a tree of 250 MB without running out of memory")
    void holdsTheCeiling(@TempDir Path directory) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx112m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dcampaign.factor=" + FACTOR,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeapTest.class.getName(),
                        directory.resolve("store").toString()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).endsWith("good\n");
    }

    public static void main(String[] arguments) {
        GeneratedSource source = new GeneratedSource(SMALL_FILES, LARGE_FILE);
        RepositoryOptions options = RepositoryOptions.defaults().withMemoryCeiling(64 << 20);
        try (BackupRepository repository =
                BackupRepository.create(LocalStore.at(Path.of(arguments[0])), EngineProcess.encryption(), options)) {
            RestorePoint point = repository.backup(source);
            require(point.bytes().original() == source.bytes(), "backed up " + point.bytes());
            repository.verify(VerifyLevel.EVERY_BYTE).throwIfDamaged();
            RestoreReport report = repository.restore(point, new ComparingTarget());
            require(report.isComplete() && report.bytes() == source.bytes(), "restored " + report);
            System.out.print("good\n");
        }
    }

    private static void require(boolean condition, String found) {
        if (!condition) {
            throw new IllegalStateException(found);
        }
    }
}
