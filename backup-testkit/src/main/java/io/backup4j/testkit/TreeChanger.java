package io.backup4j.testkit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Changes one thing in a tree of files. */
final class TreeChanger {
    private final Random random;
    private final Path root;
    private final TreeMaker maker;

    TreeChanger(Random random, Path root) {
        this.random = random;
        this.root = root;
        this.maker = new TreeMaker(random);
    }

    String change() throws IOException {
        List<Path> files = everythingIn(root).stream()
                .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                .toList();
        if (files.isEmpty()) {
            return add();
        }
        Path file = files.get(random.nextInt(files.size()));
        return switch (random.nextInt(9)) {
            case 0, 1 -> add();
            case 2 -> edit(file);
            case 3 -> append(file);
            case 4 -> cut(file);
            case 5 -> rename(file);
            case 6 -> changeMode(file);
            case 7 -> replaceByDirectory(file);
            default -> delete(file);
        };
    }

    /** Returns the directory and all that is in it, sorted; follows no links. */
    static List<Path> everythingIn(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.sorted().toList();
        }
    }

    private String add() throws IOException {
        List<Path> directories = everythingIn(root).stream()
                .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                .toList();
        Path directory = directories.get(random.nextInt(directories.size()));
        Path file = directory.resolve("added-" + Long.toHexString(random.nextLong()));
        Files.write(
                file, random.nextBoolean() ? maker.words(random.nextInt(5_000)) : maker.noise(random.nextInt(90_000)));
        return "Added " + shown(file);
    }

    private String edit(Path file) throws IOException {
        long size = Files.size(file);
        if (size == 0) {
            return append(file);
        }
        long position = (long) (random.nextDouble() * size);
        write(file, position, maker.noise(1 + random.nextInt(100)));
        return "Edited " + shown(file) + " at " + position;
    }

    private String append(Path file) throws IOException {
        write(file, Files.size(file), maker.words(1 + random.nextInt(1_000)));
        return "Appended to " + shown(file);
    }

    private String cut(Path file) throws IOException {
        long length = Files.size(file) / 2;
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(length);
        }
        return "Cut " + shown(file) + " to " + length;
    }

    private String rename(Path file) throws IOException {
        Path renamed = file.resolveSibling("renamed-" + Long.toHexString(random.nextLong()));
        Files.move(file, renamed);
        return "Renamed " + shown(file) + " to " + shown(renamed);
    }

    private String changeMode(Path file) throws IOException {
        Attributes.randomMode(file, random);
        return "Changed the mode of " + shown(file);
    }

    private String replaceByDirectory(Path file) throws IOException {
        Files.delete(file);
        Files.createDirectory(file);
        Files.write(file.resolve("inner"), maker.words(100));
        return "Replaced " + shown(file) + " by a directory";
    }

    /** Every other time all of its directory. */
    private String delete(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null || parent.equals(root.toAbsolutePath()) || random.nextBoolean()) {
            Files.delete(file);
            return "Deleted " + shown(file);
        }
        List<Path> all = everythingIn(parent);
        for (int i = all.size() - 1; i >= 0; i--) {
            Files.delete(all.get(i));
        }
        return "Deleted the directory " + shown(parent);
    }

    private static void write(Path file, long position, byte[] bytes) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(position);
            access.write(bytes);
        }
    }

    private String shown(Path path) {
        return root.toAbsolutePath().relativize(path.toAbsolutePath()).toString();
    }
}
