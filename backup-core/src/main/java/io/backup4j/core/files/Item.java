package io.backup4j.core.files;

import io.backup4j.api.ByteString;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryPath;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a step of the walk comes upon. */
sealed interface Item {
    /**
     * A file, directory or link to be taken.
     *
     * @param path where it stands in the component
     * @param file where it lies
     * @param stat what it is
     * @param link what it points to, when it is a symbolic link
     * @param isIncluded whether it is wanted itself; a directory that is not may hold what is wanted
     * @param inside lists what is in it; null when it is not to be entered
     */
    record Node(
            EntryPath path,
            Path file,
            FileStat stat,
            @Nullable ByteString link,
            boolean isIncluded,
            @Nullable Step inside)
            implements Item {}

    /**
     * Trouble, or something that is left out.
     *
     * @param issue what to tell about it
     */
    record Trouble(EntryIssue issue) implements Item {}

    /**
     * The continuation of a large directory.
     *
     * @param step looks at the next names
     */
    record More(Step step) implements Item {}
}
