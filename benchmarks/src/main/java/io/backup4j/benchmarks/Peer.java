package io.backup4j.benchmarks;

import java.nio.file.Path;

/** A backup program, and how it is asked for each step: encrypted, zstd at level 3, everything else as it comes. */
interface Peer {
    /** Not a secret: it protects copies of a tree that lies beside them. */
    String PASSWORD = "benchmark";

    String name();

    /** Prints the version on the first line. */
    Command version(Path directory);

    /** Creates the empty repository. */
    Command prepare(Workspace workspace);

    Command command(Step step, Workspace workspace);

    /** Where {@link Step#RESTORE} puts what was in the tree. */
    Path restoredTree(Workspace workspace);
}
