package io.backup4j.core;

import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.Granularity;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.PosixAttributes;
import io.backup4j.api.RestorePoint;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.MemoryTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The repositories that are checked in, one directory for each format and kind of encryption. They are made once, by {@link #main}, when a format is
 * new, and never again: that they still restore is the promise.
 */
final class GoldenRepositories {
    static final Path ROOT = Path.of("src/test/resources/io/backup4j/core/golden");
    static final String ENCRYPTED = "format-1-encrypted";
    static final String PLAIN = "format-1-plain";
    static final String ROTATED = "format-1-rotated";
    static final char[] PASSWORD = "golden".toCharArray();
    static final String EXPECTED = "expected.txt";

    private static final Argon2Parameters CHEAP = new Argon2Parameters(64, 1, 1);

    private GoldenRepositories() {}

    /** Makes the repositories of the present format; the directories must not be there yet. */
    public static void main(String[] arguments) throws IOException {
        make(PLAIN, Encryption.none());
        make(ENCRYPTED, Encryption.password(PASSWORD, CHEAP));
        make(ROTATED, Encryption.password(PASSWORD, CHEAP));
    }

    private static void make(String name, Encryption encryption) throws IOException {
        Path directory = Files.createDirectories(ROOT).resolve(name);
        Files.createDirectory(directory);
        InMemoryStore store = new InMemoryStore();
        try (BackupRepository repository = BackupRepository.create(store, encryption)) {
            if (name.equals(ENCRYPTED)) {
                Path keyFile = directory.resolve("key-file");
                Encryption.generateKeyFile(keyFile);
                repository.addKey(Encryption.keyFile(keyFile), "machine");
            }
            RestorePoint first = repository.backup(source(1));
            if (name.equals(ROTATED)) {
                repository.rotateKeys(List.of(encryption));
            }
            repository.backup(source(2));
            repository.describe(
                    first.id(),
                    first.details().withName("first").withTags(Set.of("golden")).withProtection(true));
            Files.writeString(directory.resolve(EXPECTED), contents(repository));
        }
        store.list("", object -> save(store, directory.resolve("objects"), object.name()));
    }

    private static MemorySource source(int generation) {
        Instant time = Instant.ofEpochSecond(1_700_000_000, 123_456_789);
        PosixAttributes posix = new PosixAttributes(04755, 0, 42, "root", "shadow");
        byte[] database = bytes(7, 40_000);
        database[9_000] = (byte) generation;
        return new MemorySource()
                .entry(new Entry(EntryPath.root(), EntryKind.DIRECTORY, 0, time, posix, null, Map.of()))
                .file("app.db", database, "", Granularity.pages(4096))
                .entry(new Entry(EntryPath.of("d"), EntryKind.DIRECTORY, 0, time, posix, null, Map.of()))
                .file("d/empty", new byte[0])
                .file("d/large", bytes(3, 1_500_000), "stamp", Granularity.contentDefined())
                .file("d/small-" + generation, "small\n".getBytes(StandardCharsets.UTF_8))
                .file("d/zeros", new byte[300_000])
                .entry(new Entry(
                        EntryPath.of("hard"),
                        EntryKind.HARD_LINK,
                        0,
                        time,
                        posix,
                        ByteString.utf8("d/large"),
                        Map.of("user.note", ByteString.utf8("value"))))
                .entry(new Entry(
                        EntryPath.ofBytes(new byte[] {'n', (byte) 0xE4, 'm'}),
                        EntryKind.SYMBOLIC_LINK,
                        0,
                        null,
                        null,
                        ByteString.of(new byte[] {'.', '.', '/', (byte) 0xFF}),
                        Map.of()));
    }

    /** One line for each entry of each point: everything that a restore gives back. */
    static String contents(BackupRepository repository) {
        StringBuilder lines = new StringBuilder();
        for (RestorePoint point : repository.restorePoints()) {
            lines.append(point).append('\n');
            MemoryTarget target = new MemoryTarget(1);
            RestoreReport report = repository.restore(point, target);
            lines.append("restored " + report.entries() + " entries, " + report.bytes() + " bytes, missing "
                    + report.missing() + ", issues " + report.issues() + '\n');
            target.entries()
                    .forEach((path, entry) -> lines.append(entry.withSize(entry.size()))
                            .append(' ')
                            .append(sha256(target.contents().get(path).toByteArray()))
                            .append('\n'));
        }
        return lines.toString();
    }

    /** Returns the names of the directories that are checked in. */
    static List<String> names() throws IOException {
        try (Stream<Path> directories = Files.list(ROOT)) {
            return directories
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /** Loads the objects of a repository into a store. */
    static InMemoryStore load(String name) throws IOException {
        InMemoryStore store = new InMemoryStore();
        Path objects = ROOT.resolve(name).resolve("objects");
        SortedMap<String, byte[]> sorted = new TreeMap<>();
        try (Stream<Path> files = Files.walk(objects)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sorted.put(objects.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        for (Map.Entry<String, byte[]> object : sorted.entrySet()) {
            store.put(object.getKey(), ObjectBody.of(object.getValue()));
        }
        return store;
    }

    private static void save(InMemoryStore store, Path objects, String name) {
        try (var in = store.read(name, 0, Long.MAX_VALUE)) {
            Path file = objects.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return ByteString.of(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .toHex();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
