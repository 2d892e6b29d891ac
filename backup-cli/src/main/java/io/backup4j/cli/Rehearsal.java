package io.backup4j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Plays the usual commands through once while the build records which classes they need, so that the launcher can share them. */
final class Rehearsal {
    private final Path place;
    private final Surroundings surroundings;

    private Rehearsal(Path place) {
        this.place = place;
        this.surroundings = new Surroundings(
                Map.of("BACKUP_REPO", place.resolve("repository").toString(), "BACKUP_PASSWORD", "rehearsal"),
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                System.err,
                new ProcessTerminal(),
                new StopSignal());
    }

    /**
     * Plays.
     *
     * @param arguments an empty directory, or one that holds nothing of the names used here
     */
    public static void main(String[] arguments) throws IOException {
        CompilerDirectives.start();
        new Rehearsal(Path.of(arguments[0])).play();
    }

    private void play() throws IOException {
        Path tree = Files.createDirectories(place.resolve("tree"));
        Files.writeString(Files.createDirectory(tree.resolve("directory")).resolve("small"), "A small file");
        Files.write(tree.resolve("large"), new byte[3 << 20]);
        command("--help");
        command("init");
        command("create", tree.toString());
        command("create", tree.toString());
        command("list");
        command("list", "--json");
        command("ls", "latest");
        command("diff", "latest", "latest");
        command("verify", "--every-byte");
        command("restore", "latest", "--to", place.resolve("restored").toString());
        playInBucket(tree);
    }

    private void playInBucket(Path tree) throws IOException {
        System.setProperty("aws.accessKeyId", "rehearsal");
        System.setProperty("aws.secretAccessKey", "rehearsal");
        try (RehearsalBucket bucket = RehearsalBucket.open()) {
            command("init", "--repo", bucket.url());
            command("create", "--repo", bucket.url(), tree.toString());
            command("verify", "--repo", bucket.url(), "--every-byte");
        }
    }

    private void command(String... arguments) {
        int code = Main.run(arguments, surroundings);
        if (code != ExitCodes.DONE) {
            System.err.println("backup " + String.join(" ", arguments) + " ended with " + code);
        }
    }
}
