package io.backup4j.testkit;

import io.backup4j.testkit.SampleTrees.Shape;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Makes the files of a {@link SampleTrees.Shape}. */
final class TreeMaker {
    private static final List<String> PORTABLE_NAMES = List.of(
            "plain", "with space", "-dash", ".hidden", "~tilde", "100%", "a'b", "a;b", "$HOME", "x".repeat(255));
    private static final List<String> POSIX_NAMES =
            List.of(" leading", "trailing ", "dot.", "new\nline", "tab\t", "quote\"", "back\\slash", "star*", "colon:");
    private static final List<String> OTHER_SCRIPTS = List.of(
            "\u00e4 composed",
            "a\u0308 decomposed",
            "\u65e5\u672c\u8a9e",
            "\u0440\u0443\u0441",
            "\u05e2\u05d1\u05e8",
            "\ud83d\ude00 smile",
            "\u00fc".repeat(127) + "x",
            "\ufffd replacement");
    private static final List<String> WORDS = List.of(
            "backup", "restore", "chunk", "block", "the", "of", "and", "\n", "store", "point", "verify", "pack");

    private final Random random;

    TreeMaker(Random random) {
        this.random = random;
    }

    void make(Path directory, Shape shape) throws IOException {
        Files.createDirectories(directory);
        switch (shape) {
            case EMPTY -> empty(directory);
            case TEXT -> text(directory);
            case BINARY -> binary(directory);
            case UNICODE -> unicode(directory);
            case DEEP -> deep(directory);
            case MANY -> many(directory);
            case LINKS -> links(directory);
            case SPARSE -> sparse(directory);
            case MIXED -> mixed(directory);
        }
    }

    byte[] words(int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
        }
        return text.substring(0, length).getBytes(StandardCharsets.UTF_8);
    }

    byte[] noise(int length) {
        return Samples.bytes(random.nextLong(), length);
    }

    private static void empty(Path directory) throws IOException {
        Files.createFile(directory.resolve("empty file"));
        Files.createDirectories(directory.resolve("empty/inner"));
    }

    private void text(Path directory) throws IOException {
        for (int i = 0; i < 8; i++) {
            Files.write(directory.resolve("text-" + i + ".txt"), words(random.nextInt(40_000)));
        }
        Files.write(directory.resolve("long.txt"), words(1_000_000));
    }

    private void binary(Path directory) throws IOException {
        for (int length : new int[] {0, 1, 511, 4_096, 65_537, 3_000_000}) {
            Files.write(directory.resolve(length + ".bin"), noise(length));
        }
    }

    private void unicode(Path directory) throws IOException {
        names(directory, PORTABLE_NAMES);
        if (File.separatorChar == '/') {
            names(directory, POSIX_NAMES);
        }
        if (canHold(OTHER_SCRIPTS)) {
            names(directory, OTHER_SCRIPTS);
        }
    }

    private void names(Path directory, List<String> names) throws IOException {
        for (String name : names) {
            Files.write(directory.resolve(name), words(10));
        }
    }

    private void deep(Path directory) throws IOException {
        Path inner = directory;
        for (int i = 0; i < 40; i++) {
            inner = Files.createDirectory(inner.resolve("level-" + i));
            Files.write(inner.resolve("file"), words(i));
        }
    }

    private void many(Path directory) throws IOException {
        for (int i = 0; i < 1_000; i++) {
            Files.write(directory.resolve(String.format(Locale.ROOT, "%04d", i)), noise(random.nextInt(200)));
        }
    }

    private void links(Path directory) throws IOException {
        Path file = Files.write(directory.resolve("file"), noise(10_000));
        Path inner = Files.createDirectory(directory.resolve("inner"));
        Files.createLink(directory.resolve("second name"), file);
        Files.createLink(inner.resolve("third name"), file);
        link(directory.resolve("to file"), "file");
        link(directory.resolve("to directory"), "inner");
        link(inner.resolve("up"), "../file");
        link(inner.resolve("circle"), "..");
        link(directory.resolve("itself"), "itself");
        link(directory.resolve("dangling"), "no such file");
        link(directory.resolve("absolute"), "/no/such/place");
    }

    private void sparse(Path directory) throws IOException {
        holes(directory.resolve("hole-first"), 4 << 20, 4 << 20);
        holes(directory.resolve("hole-between"), 8 << 20, 0, 8 << 20);
        holes(directory.resolve("hole-last"), 6 << 20, 0);
        holes(directory.resolve("hole-only"), 5 << 20);
    }

    private void mixed(Path directory) throws IOException {
        for (Shape shape : Shape.values()) {
            if (shape != Shape.MIXED) {
                make(directory.resolve(shape.name().toLowerCase(Locale.ROOT)), shape);
            }
        }
    }

    private static void link(Path link, String target) throws IOException {
        Files.createSymbolicLink(link, link.getFileSystem().getPath(target));
    }

    /** Writes a little at each of the positions and makes the file reach {@code end} at least. */
    private void holes(Path file, int end, int... positions) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.position(end - 1).write(ByteBuffer.allocate(1));
            for (int position : positions) {
                channel.position(position).write(ByteBuffer.wrap(noise(10_000)));
            }
        }
    }

    /** In a locale without Unicode the JDK refuses such names. */
    private static boolean canHold(List<String> names) {
        Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        return names.stream().allMatch(name -> charset.newEncoder().canEncode(name));
    }
}
