package io.backup4j.core.files;

import io.backup4j.api.SourceContext;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands out a tree in the order of its paths, while others read ahead. One thread at a time. */
final class TreeWalk implements Closeable {
    /** Looking is mostly waiting for the system; more threads than this only wait for one another. */
    private static final int THREADS = Math.min(4, Runtime.getRuntime().availableProcessors());

    private final SourceContext context;
    private final ReadAhead readAhead = new ReadAhead(THREADS);
    /** The directories that the walk is in, the outermost first; a large one in several pieces. */
    private final List<Level> levels = new ArrayList<>();

    private final Deque<Item.Node> ready = new ArrayDeque<>();

    /** What is still to come of one directory, or piece of one. */
    private static final class Level {
        final Iterator<Item> items;

        Item.@Nullable Node notYetWanted;

        Level(List<Item> items, Item.@Nullable Node notYetWanted) {
            this.items = items.iterator();
            this.notYetWanted = notYetWanted;
        }
    }

    TreeWalk(SourceContext context, List<Item> start) {
        this.context = context;
        levels.add(new Level(start, null));
    }

    /** Returns the next entry, null after the last. */
    Item.@Nullable Node next() throws IOException {
        while (ready.isEmpty() && !levels.isEmpty()) {
            Level level = levels.get(levels.size() - 1);
            if (level.items.hasNext()) {
                meet(level.items.next());
            } else {
                levels.remove(levels.size() - 1);
            }
        }
        return ready.poll();
    }

    @Override
    public void close() {
        readAhead.close();
    }

    private void meet(Item item) throws IOException {
        if (item instanceof Item.Trouble trouble) {
            context.report(trouble.issue());
        } else if (item instanceof Item.More more) {
            levels.add(new Level(readAhead.take(more.step()), null));
        } else if (item instanceof Item.Node node) {
            meet(node);
        }
    }

    private void meet(Item.Node node) throws IOException {
        boolean isWanted = node.isIncluded() || node.path().isRoot();
        if (isWanted) {
            wantAllAbove();
            ready.add(node);
        }
        if (node.inside() != null) {
            levels.add(new Level(readAhead.take(node.inside()), isWanted ? null : node));
        }
    }

    /** A directory that is not wanted itself comes with the first thing in it that is. */
    private void wantAllAbove() {
        for (Level level : levels) {
            if (level.notYetWanted != null) {
                ready.add(level.notYetWanted);
                level.notYetWanted = null;
            }
        }
    }
}
