package io.backup4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where one peer works in one round.
 *
 * @param tree the directory that is backed up
 * @param round the directory of the round
 * @param home an own directory in it, empty at first
 */
record Workspace(Path tree, Path round, Path home) {
    static Workspace create(Path tree, Path round, String peer) throws IOException {
        Workspace workspace = new Workspace(tree, round, round.resolve(peer));
        Files.createDirectories(workspace.restored());
        return workspace;
    }

    Path repository() {
        return home.resolve("repository");
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
