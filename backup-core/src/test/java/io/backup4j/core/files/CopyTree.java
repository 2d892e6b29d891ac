package io.backup4j.core.files;

import java.io.IOException;
import java.nio.file.Path;

/** Copies a tree in a process of its own, whose locale the test chooses. */
final class CopyTree {
    private CopyTree() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println(Bridge.copy(
                FileTreeSource.of(Path.of(arguments[0])),
                FileTreeTarget.into(Path.of(arguments[1])).overwriting()));
    }
}
