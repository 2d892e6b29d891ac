package io.backup4j.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.Compression;
import io.backup4j.core.internal.compress.BlockCodec;
import io.backup4j.core.internal.crypto.Ciphers;
import io.backup4j.core.internal.crypto.KeyTree;
import io.backup4j.core.internal.crypto.SealedObjects;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.format.JsonDocument;
import io.backup4j.core.internal.format.ObjectFrame;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the tests of parsers share: what a parser may do with any bytes, and bytes to begin with. */
public final class Fuzz {
    private static final Path GOLDEN = Path.of("src/test/resources/io/backup4j/core/golden");
    private static final int FLIPPED = 12;

    private Fuzz() {}

    /** Whatever the bytes: a value, or one of the two exceptions that say what is wrong with them. */
    public static void read(Runnable parser) {
        try {
            parser.run();
        } catch (CorruptDataException | UnsupportedFormatException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    /** Returns the bytes with the check that their object should end with, so that a parser looks behind it. */
    public static byte[] checked(byte[] object) {
        if (object.length < ObjectFrame.CHECK_LENGTH) {
            return object;
        }
        ByteWriter writer = new ByteWriter(object.length).raw(object, 0, object.length - ObjectFrame.CHECK_LENGTH);
        ObjectFrame.appendCheck(writer);
        return writer.toByteArray();
    }

    /** Returns each of them, and cut, turned and zeroed. */
    public static Stream<byte[]> seeds(Stream<byte[]> sound) {
        return sound.flatMap(Fuzz::variants);
    }

    private static Stream<byte[]> variants(byte[] sound) {
        Random random = new Random(sound.length);
        Stream<byte[]> cut = Stream.of(0, 1, sound.length / 2, Math.max(0, sound.length - 1))
                .map(length -> Arrays.copyOf(sound, length));
        Stream<byte[]> turned = Stream.generate(() -> turned(sound, random)).limit(FLIPPED);
        Stream<byte[]> longer = Stream.of(Arrays.copyOf(sound, sound.length + 7), zeroed(sound));
        return Stream.of(Stream.of(sound), cut, turned, longer).flatMap(all -> all);
    }

    private static byte[] turned(byte[] sound, Random random) {
        byte[] other = sound.clone();
        if (other.length > 0) {
            other[random.nextInt(other.length)] = (byte) random.nextInt();
        }
        return other;
    }

    private static byte[] zeroed(byte[] sound) {
        byte[] other = sound.clone();
        Arrays.fill(other, other.length / 3, other.length / 3 + Math.min(8, other.length / 3), (byte) 0);
        return other;
    }

    /** Returns the objects of a golden repository of one kind, by name. */
    public static Map<String, byte[]> golden(String repository, ObjectKind kind) {
        Path objects = GOLDEN.resolve(repository).resolve("objects");
        Map<String, byte[]> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(objects)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String name = objects.relativize(file).toString().replace('\\', '/');
                if (ObjectNames.kind(name).filter(kind::equals).isPresent()) {
                    found.put(name, Files.readAllBytes(file));
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what is in the small objects of one kind of the golden repository that is not encrypted. */
    public static Stream<byte[]> goldenContents(ObjectKind kind) {
        try (KeyTree keys = KeyTree.unencrypted(goldenId())) {
            SealedObjects objects = new SealedObjects(
                    keys, Ciphers.ofPlatform(), BlockCodec.of(Compression.none()), new SecureRandom());
            return golden("format-1-plain", kind).entrySet().stream()
                    .map(object -> objects.open(kind, object.getKey(), object.getValue()))
                    .toList()
                    .stream();
        }
    }

    /** Returns the id of the golden repository that is not encrypted. */
    public static ObjectId goldenId() {
        byte[] config = golden("format-1-plain", ObjectKind.CONFIG).get(ObjectNames.CONFIG);
        int start = ObjectFrame.HEADER_LENGTH + Integer.BYTES;
        String text = new String(config, start, config.length - start, StandardCharsets.ISO_8859_1);
        String json = text.substring(0, text.lastIndexOf('}') + 1);
        return JsonDocument.parse("golden config", json.getBytes(StandardCharsets.UTF_8))
                .id("repositoryId");
    }
}
