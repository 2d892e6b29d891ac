package io.backup4j.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes small trees of files, and changes them, all from one seed: the same calls with the same seed in empty
 * directories make the same names, contents, modes and times (a change leaves the time of the change). One thread at a time.
 */
public final class SampleTrees {
    private final long seed;
    private final Random random;

    private SampleTrees(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** Returns a maker that repeats what this seed once made. */
    public static SampleTrees of(long seed) {
        return new SampleTrees(seed);
    }

    /** Returns a maker with a new seed, which is printed so that a failure can be repeated. */
    public static SampleTrees random() {
        SampleTrees trees = new SampleTrees(new Random().nextLong());
        System.out.println(trees);
        return trees;
    }

    /** What a tree is like. */
    public enum Shape {
        /** Nothing, an empty file and empty directories. */
        EMPTY,
        /** A few files of words, which compress well. */
        TEXT,
        /** A few files of random bytes, the largest of 3 MB. */
        BINARY,
        /** Names that are hard on programs: other scripts, spaces, quotes, line ends, 255 bytes. */
        UNICODE,
        /** Forty directories inside one another. */
        DEEP,
        /** A thousand small files in one directory. */
        MANY,
        /** Symbolic links, also dangling, absolute and in a circle, and hard links. */
        LINKS,
        /** Files with holes. */
        SPARSE,
        /** One directory for each of the others. */
        MIXED
    }

    /**
     * Fills a directory, which is made if need be. Names that this system cannot hold are left out.
     *
     * @throws UncheckedIOException when it cannot be written to, or the system refuses links
     */
    public void make(Path directory, Shape shape) {
        Samples.unchecked(() -> {
            new TreeMaker(random).make(directory, shape);
            finish(directory);
        });
    }

    /**
     * Makes some changes: adds, edits, cuts, deletes and renames files, changes modes, deletes directories, replaces
     * files by directories.
     *
     * @return what was done, in words
     * @throws UncheckedIOException when it cannot be written to
     */
    public List<String> change(Path directory, int changes) {
        List<String> done = new ArrayList<>();
        Samples.unchecked(() -> {
            for (int i = 0; i < changes; i++) {
                done.add(new TreeChanger(random, directory).change());
            }
        });
        return done;
    }

    /** Returns the number to give to {@link #of}. */
    public long seed() {
        return seed;
    }

    /** Returns how to repeat what this makes. */
    @Override
    public String toString() {
        return "SampleTrees.of(" + seed + "L)";
    }

    /** Sets modes and times, from the inside out because making a file touches its directory. */
    private void finish(Path directory) throws IOException {
        List<Path> deepestFirst = TreeChanger.everythingIn(directory);
        for (int i = deepestFirst.size() - 1; i >= 0; i--) {
            Path path = deepestFirst.get(i);
            if (!Files.isSymbolicLink(path)) {
                Attributes.random(path, random);
            }
        }
    }
}
