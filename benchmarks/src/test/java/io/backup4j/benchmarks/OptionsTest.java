package io.backup4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @TempDir
    Path directory;

    @Test
    void twoDirectoriesAreEnough() {
        Options options = parse();

        assertThat(options.tree()).isEqualTo(directory);
        assertThat(options.rounds()).isEqualTo(3);
        assertThat(options.steps()).containsExactly(Step.values());
    }

    @ParameterizedTest
    @CsvSource({
        "--rounds 0, --rounds takes",
        "--rounds many, --rounds takes",
        "--round 1, Unknown option --round",
        "--restic, No value after --restic",
        "--borg a --borg b, Given twice: --borg",
        "--s3 bucket, --s3 takes the URL of a bucket",
        "--s3 http://127.0.0.1:9000, --s3 takes the URL of a bucket"
    })
    void badOptionsAreNamed(String more, String message) {
        assertThatThrownBy(() -> parse(more.split(" ", -1)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }

    @Test
    void eachProgramNamesAPlaceInABucketItsOwnWay() {
        Bucket bucket = parse("--s3", "http://127.0.0.1:9000/measured").bucket().orElseThrow();

        assertThat(bucket.forBackup4j("round-1/backup4j"))
                .isEqualTo("s3://measured/round-1/backup4j?region=us-east-1&endpoint=http://127.0.0.1:9000");
        assertThat(bucket.forRestic("round-1/restic")).isEqualTo("s3:http://127.0.0.1:9000/measured/round-1/restic");
    }

    @Test
    void aMissingDirectoryIsNamed() {
        assertThatThrownBy(() -> Options.parse("--tree", directory + "/absent", "--work", directory.toString()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--tree " + directory + "/absent is not a directory");
    }

    private Options parse(String... more) {
        Stream<String> needed = Stream.of("--tree", directory.toString(), "--work", directory.toString());
        return Options.parse(Stream.concat(needed, Stream.of(more)).toArray(String[]::new));
    }
}
