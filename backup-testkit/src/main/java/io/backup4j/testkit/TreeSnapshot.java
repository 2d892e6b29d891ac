package io.backup4j.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All there is to know of the files in a directory at one moment, for comparing: which there are, kinds, contents, link
 * targets and {@link TreeAspect}s. The directory itself is part of it, as the empty path. Immutable.
 */
public final class TreeSnapshot {
    private final Map<String, TreeNode> nodes;

    private TreeSnapshot(Map<String, TreeNode> nodes) {
        this.nodes = nodes;
    }

    /**
     * Looks at a directory and all that is in it. Follows no links.
     *
     * @throws IOException when something cannot be read
     */
    public static TreeSnapshot of(Path directory) throws IOException {
        Map<String, TreeNode> nodes = new TreeMap<>();
        Map<Object, String> firstNames = new HashMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) paths.sorted()::iterator) {
                String name = directory.relativize(path).toString();
                nodes.put(name, TreeNode.of(path, name, firstNames));
            }
        }
        return new TreeSnapshot(nodes);
    }

    /** Returns this snapshot without some aspects; compare it with one that lacks the same. */
    public TreeSnapshot ignoring(TreeAspect... aspects) {
        Map<String, TreeNode> reduced = new TreeMap<>();
        nodes.forEach((name, node) -> reduced.put(name, node.without(Set.of(aspects))));
        return new TreeSnapshot(reduced);
    }

    /** Returns the paths of everything in the directory, itself not, in order. */
    public List<String> paths() {
        return nodes.keySet().stream().filter(name -> !name.isEmpty()).toList();
    }

    /** Returns in words how {@code other} differs from this, one sentence a difference; empty when it does not. */
    public List<String> differences(TreeSnapshot other) {
        List<String> found = new ArrayList<>();
        Set<String> names = new TreeSet<>(nodes.keySet());
        names.addAll(other.nodes.keySet());
        for (String name : names) {
            describe(name, nodes.get(name), other.nodes.get(name), found);
        }
        return found;
    }

    /**
     * Checks that this tree is as it should be.
     *
     * @throws AssertionError when it is not; the message lists the differences, at most 50 of them
     */
    public void assertSameAs(TreeSnapshot expected) {
        List<String> found = expected.differences(this);
        if (!found.isEmpty()) {
            String listed = String.join("\n  ", found.subList(0, Math.min(50, found.size())));
            throw new AssertionError("The trees differ in " + found.size() + " things:\n  " + listed);
        }
    }

    private static void describe(
            String name, @Nullable TreeNode expected, @Nullable TreeNode actual, List<String> found) {
        String shown = name.isEmpty() ? "(the directory itself)" : name;
        if (expected == null) {
            found.add(shown + " should not be there, is " + actual);
        } else if (actual == null) {
            found.add(shown + " is missing, should be " + expected);
        } else {
            expected.differences(actual).forEach(difference -> found.add(shown + ": " + difference));
        }
    }
}
