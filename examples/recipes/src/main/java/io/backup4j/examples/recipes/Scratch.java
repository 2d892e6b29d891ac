package io.backup4j.examples.recipes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A place for a recipe to work in, and something to back up. No part of any recipe's idea. */
final class Scratch {
    private Scratch() {}

    /** What a recipe does in a directory of its own. */
    @FunctionalInterface
    interface Recipe {
        void run(Path directory) throws Exception;
    }

    /** Runs a recipe in a temporary directory and removes that. */
    static void run(Recipe recipe) throws Exception {
        Path directory = Files.createTempDirectory("backup4j-recipe");
        try {
            recipe.run(directory);
        } finally {
            delete(directory);
        }
    }

    /** Returns an argument, or ends the program with a word on what is missing. */
    static String argument(String[] arguments, int index, String what) {
        if (index >= arguments.length) {
            System.err.println("Missing argument " + (index + 1) + ": " + what);
            System.exit(2);
        }
        return arguments[index];
    }

    /** Writes a text file and the directories above it, and returns it. */
    static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.writeString(file, text);
    }

    /** Makes a small tree of files, always the same, and returns it. */
    static Path makeTree(Path directory) throws IOException {
        write(directory.resolve("letters/to-grandmother.txt"), "Dear grandmother, thank you for the cake.\n");
        write(directory.resolve("letters/to-the-bank.txt"), "Dear bank, thank you for nothing.\n");
        byte[] picture = new byte[2_000_000];
        new Random(1).nextBytes(picture);
        Files.createDirectories(directory.resolve("pictures"));
        Files.write(directory.resolve("pictures/garden.jpg"), picture);
        return directory;
    }

    private static void delete(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(directory)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
