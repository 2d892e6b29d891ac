package io.backup4j.examples.quickstart;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;

/** The home of somebody who writes letters and takes photographs; the same in every tour. */
final class SampleTree {
    static final String DELETED_PHOTO = "photos/lighthouse.jpg";

    private static final String[] WORDS = {
        "the", "harbour", "was", "quiet", "and", "a", "wind", "from", "north", "moved", "over", "old", "boats", "where",
        "nobody", "had", "sailed", "since", "autumn", "light", "stayed", "long", "on", "water"
    };
    private static final String[] PHOTOS = {"harbour", "lighthouse", "boats", "storm"};
    private static final int PHOTO_BYTES = 1_500_000;
    private static final int LETTERS = 120;

    private final Path root;

    SampleTree(Path root) {
        this.root = root;
    }

    /** Makes the tree. */
    void make() throws IOException {
        for (int letter = 1; letter <= LETTERS; letter++) {
            write("letters/%d/letter-%03d.txt".formatted(2020 + letter % 6, letter), text(letter, 300 + 20 * letter));
        }
        for (int photo = 0; photo < PHOTOS.length; photo++) {
            write("photos/" + PHOTOS[photo] + ".jpg", photo(photo));
        }
        write("novel.txt", text(1000, 400_000));
        Files.createDirectories(root.resolve("empty-directory"));
        linkWherePossible(root.resolve("newest-letter"), Path.of("letters/2020/letter-120.txt"));
    }

    /** Lives in it for a day. */
    void change() throws IOException {
        byte[] novel = Files.readAllBytes(root.resolve("novel.txt"));
        byte[] dedication = "For everybody who restores before they must.\n\n".getBytes(StandardCharsets.UTF_8);
        write(
                "novel.txt",
                ByteBuffer.allocate(dedication.length + novel.length)
                        .put(dedication)
                        .put(novel)
                        .array());
        write("letters/2021/letter-001.txt", text(2001, 2_000));
        write("letters/2021/letter-121.txt", text(121, 1_500));
        Files.move(
                root.resolve("photos/storm.jpg"),
                root.resolve("photos/the-great-storm.jpg"),
                StandardCopyOption.ATOMIC_MOVE);
        Files.delete(root.resolve(DELETED_PHOTO));
    }

    /** Returns what the deleted photograph held. */
    static byte[] deletedPhoto() {
        return photo(1);
    }

    private void write(String path, byte[] content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    /** Windows wants a privilege for links; the tour goes on without. */
    private static void linkWherePossible(Path link, Path target) throws IOException {
        try {
            Files.createSymbolicLink(link, target);
        } catch (FileSystemException | UnsupportedOperationException e) {
            Files.writeString(link, "The newest letter is " + target);
        }
    }

    /** Photographs do not compress: random bytes. */
    private static byte[] photo(int seed) {
        byte[] bytes = new byte[PHOTO_BYTES];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] text(int seed, int length) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(length + 16);
        while (text.length() < length) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(9) == 0 ? ".\n" : " ");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
