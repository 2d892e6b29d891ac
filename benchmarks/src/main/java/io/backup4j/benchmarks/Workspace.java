package io.backup4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where one peer works in one round.
 *
 * @param tree the directory that is backed up
 * @param round the directory of the round
 * @param home an own directory in it, empty at first
 * @param bucket where the repository is, when it is not in {@code home}
 */
record Workspace(Path tree, Path round, Path home, Optional<Bucket> bucket) {
    static Workspace create(Path tree, Path round, String peer, Optional<Bucket> bucket) throws IOException {
        Workspace workspace = new Workspace(tree, round, round.resolve(peer), bucket);
        Files.createDirectories(workspace.restored());
        return workspace;
    }

    Path repository() {
        return home.resolve("repository");
    }

    /** Returns where the repository is in a bucket: a run, a round and a program have a place for themselves. */
    String prefix() {
        return round.resolve("../..").normalize().relativize(home).toString();
    }

    /** Returns the length of all files of the repository; nothing when it is in a bucket. */
    OptionalLong repositoryBytes() throws IOException {
        return bucket.isPresent() ? OptionalLong.empty() : OptionalLong.of(Trees.bytes(repository()));
    }

    Path restored() {
        return home.resolve("restored");
    }

    /** The tree inside {@link #restored()} for programs that keep the whole path. */
    Path restoredWithPath() {
        return restored().resolve(tree.getRoot().relativize(tree));
    }

    /** Caches belong to the round: a cache that outlived it would know the tree already. */
    Path cache() {
        return home.resolve("cache");
    }
}
