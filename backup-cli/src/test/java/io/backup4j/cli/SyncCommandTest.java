package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.testservers.BucketServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SyncCommandTest {
    @TempDir
    Path place;

    private Program backup;
    private Path source;
    private Path replica;

    @BeforeAll
    static void credentials() {
        System.setProperty("aws.accessKeyId", BucketServer.KEY);
        System.setProperty("aws.secretAccessKey", BucketServer.SECRET);
    }

    @AfterAll
    static void noCredentials() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @BeforeEach
    void twoPlaces() throws IOException {
        backup = Program.in(place);
        source = Files.createDirectory(place.resolve("source"));
        replica = place.resolve("replica");
        Files.writeString(source.resolve("a"), "first".repeat(100));
    }

    @Test
    void replicaOfARepositoryThatIsOlder_isBroughtUpAndCompleteByItself() {
        backup.done("create", source.toString());
        assertThat(backup.run("sync", "--replica", replica.toString(), "--dry-run")
                        .ends(ExitCodes.FAILED)
                        .out())
                .contains("1 restore point, nothing missing", "0 restore points, ");
        JsonNode done =
                backup.done("sync", "--replica", replica.toString(), "--json").json();

        assertThat(done.at("/locations/0/copied").asInt()).isPositive();
        assertThat(done.at("/locations/0/failures")).isEmpty();
        backup.done("sync", "--replica", replica.toString(), "--dry-run");
        backup.done("verify", "--every-byte", "--repo", replica.toString());
    }

    @Test
    void replicasBeforeAndBehindTheCommand_addUp() {
        String other = place.resolve("other").toString();
        backup.done("sync", "--replica", replica.toString(), "--replica", other);

        backup.done("--replica", replica.toString(), "create", "--replica=" + other, source.toString());

        assertThat(backup.json("list", "--repo", replica.toString()).at("/points"))
                .hasSize(1);
        assertThat(backup.json("list", "--repo", other).at("/points")).hasSize(1);
        backup.run("--replica", other, "key", "--replica", other, "list").ends(ExitCodes.USAGE);
        assertThat(backup.run("create", source.toString(), "--replica")
                        .ends(ExitCodes.USAGE)
                        .err())
                .contains("--replica");
    }

    @Test
    void commandsWorkInAllPlaces() throws IOException {
        backup.set("BACKUP_REPLICAS", replica.toString());
        backup.done("sync");
        backup.done("create", source.toString());
        String point = backup.done("list", "--json", "--repo", replica.toString())
                .json()
                .at("/points/0/id")
                .asString();
        assertThat(point).hasSize(32);

        backup.done("restore", point, "--to", place.resolve("back").toString(), "--repo", replica.toString());
        assertThat(place.resolve("back/a")).hasContent("first".repeat(100));
        backup.done("delete", point, "--force");
        assertThat(backup.done("list", "--json", "--repo", replica.toString())
                        .json()
                        .at("/points"))
                .isEmpty();
    }

    @Test
    void createdTogether_isOneRepositoryInTwoPlaces() {
        Program together = Program.without(place.resolve("other"));
        together.set("BACKUP_PASSWORD", "p").set("BACKUP_REPLICAS", replica.toString());
        together.done("init");
        together.done("create", source.toString());

        assertThat(together.done("list", "--json", "--repo", replica.toString())
                        .json()
                        .at("/points"))
                .hasSize(1);
    }

    @Test
    void bucketBesideADirectory_holdsTheSame() throws IOException {
        String bucket =
                "s3://" + BucketServer.newBucket() + "/backups?region=us-east-1&endpoint=" + BucketServer.endpoint();
        backup.set("BACKUP_REPLICAS", bucket);
        backup.done("sync");
        backup.done("create", source.toString());
        backup.done("sync", "--dry-run");

        backup.done("restore", "latest", "--to", place.resolve("back").toString(), "--repo", bucket);
        assertThat(place.resolve("back/a")).hasContent("first".repeat(100));
    }

    @Test
    void damageInOnePlace_isHealedFromTheOther() throws IOException {
        backup.set("BACKUP_REPLICAS", replica.toString());
        backup.done("create", source.toString());
        backup.done("sync");
        Path pack = firstFile(backup.repository().resolve("packs"));
        byte[] bytes = Files.readAllBytes(pack);
        bytes[100] ^= 1;
        Files.delete(pack);
        Files.write(pack, bytes);

        assertThat(backup.done("sync", "--heal").out()).contains("Replaced ", "packs/");
        backup.set("BACKUP_REPLICAS", null);
        backup.done("verify", "--every-byte");
    }

    @Test
    void damageInBothPlaces_isNamedAndFails() throws IOException {
        backup.set("BACKUP_REPLICAS", replica.toString());
        backup.done("create", source.toString());
        backup.done("sync");
        Path pack = firstFile(backup.repository().resolve("packs"));
        String name = backup.repository().relativize(pack).toString();
        for (Path copy : List.of(pack, replica.resolve(name))) {
            byte[] bytes = Files.readAllBytes(copy);
            bytes[100] ^= 1;
            Files.delete(copy);
            Files.write(copy, bytes);
        }

        assertThat(backup.run("sync", "--heal").ends(ExitCodes.FAILED).out())
                .contains(
                        "Still damaged: " + name + " in " + backup.repository(),
                        "Still damaged: " + name + " in " + replica);
        JsonNode told =
                backup.run("sync", "--heal", "--json").ends(ExitCodes.FAILED).json();
        assertThat(told.at("/healed")).isEmpty();
        assertThat(told.at("/damaged")).hasSizeGreaterThan(1);
    }

    @Test
    void healingWithTheWrongKey_fails() {
        backup.set("BACKUP_REPLICAS", replica.toString());
        backup.done("sync");
        String other = place.resolve("other-key").toString();
        backup.done("key", "generate", other);
        backup.set("BACKUP_KEY_FILE", other);

        assertThat(backup.run("sync", "--heal").ends(ExitCodes.FAILED).err()).contains("key");
    }

    @Test
    void anotherRepositoryAsReplica_isRefusedByWhateverWritesAndStaysAsItIs() throws IOException {
        Program other = Program.in(Files.createDirectory(place.resolve("other")));
        other.done("create", source.toString());
        backup.done("create", source.toString());
        Path config = other.repository().resolve("config");
        byte[] before = Files.readAllBytes(config);
        backup.set("BACKUP_REPLICAS", other.repository().toString());

        assertThat(backup.run("create", source.toString())
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains(
                        other.repository() + " as a replica of " + backup.repository(),
                        "holds repository",
                        "with sync");
        assertThat(backup.run("sync").ends(ExitCodes.FAILED).out()).contains("not done: Could not use ");
        assertThat(backup.run("sync", "--dry-run").ends(ExitCodes.FAILED).out()).contains("Could not use ");
        assertThat(backup.run("sync", "--heal").ends(ExitCodes.FAILED).err()).contains("Could not use ");

        assertThat(config).hasBinaryContent(before);
        assertThat(other.json("list").at("/points")).hasSize(1);
        other.done("verify", "--every-byte");
        backup.set("BACKUP_REPLICAS", null);
        assertThat(backup.json("list").at("/points")).hasSize(1);
    }

    @Test
    void samePlaceInOtherWords_isNoReplica() throws IOException {
        Path link = Files.createSymbolicLink(place.resolve("link"), place);
        for (String same : List.of(
                backup.repository().toUri().toString(),
                link.resolve("repository").toString(),
                place + "/source/../repository")) {
            assertThat(backup.run("sync", "--replica", same)
                            .ends(ExitCodes.USAGE)
                            .err())
                    .contains("another store");
        }
        assertThat(backup.run(
                                "init",
                                "--repo",
                                place.resolve("new").toString(),
                                "--replica",
                                link.resolve("new").toString())
                        .ends(ExitCodes.USAGE)
                        .err())
                .contains("another store");
    }

    @Test
    void replicasInsideTheSource_areLeftOut() throws IOException {
        Path inside = Files.createDirectory(source.resolve("inside"));
        backup.set("BACKUP_REPLICAS", inside.toString());

        assertThat(backup.done("create", source.toString()).err()).contains("Left out", "inside");
    }

    @Test
    void nonsense_isWrongUsage() {
        assertThat(backup.run("sync").ends(ExitCodes.USAGE).err()).contains("--replica");
        assertThat(backup.run("sync", "--replica", backup.repository().toString())
                        .ends(ExitCodes.USAGE)
                        .err())
                .contains("another store");
        assertThat(backup.run("sync", "--replica", replica.toString(), "--heal", "--dry-run")
                        .ends(ExitCodes.USAGE)
                        .err())
                .contains("--heal");
        assertThat(backup.run("list", "--replica", "ftp://x")
                        .ends(ExitCodes.USAGE)
                        .err())
                .contains("ftp");
    }

    private static Path firstFile(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }
}
