package io.backup4j.core.internal.compare;

import io.backup4j.core.internal.manifest.ManifestCursor;
import io.backup4j.core.internal.manifest.ManifestEntry;
import io.backup4j.core.internal.tree.NodeReader;
import io.backup4j.core.internal.tree.TreeCursor;
import io.backup4j.core.internal.tree.TreeRef;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks two manifests side by side and gives the paths at which they differ, or may. One thread at a time. */
final class EntryMerge {
    private final Side before;
    private final Side after;

    EntryMerge(Optional<TreeRef> before, Optional<TreeRef> after, NodeReader nodes) {
        this.before = new Side(before, nodes);
        this.after = new Side(after, nodes);
    }

    /** Returns the next difference, null at the end. Equal nodes are passed over. */
    @Nullable
    Pair next() {
        while (true) {
            skipEqualNodes();
            ManifestEntry a = before.peek();
            ManifestEntry b = after.peek();
            if (a == null && b == null) {
                return null;
            }
            int order = order(a, b);
            Pair pair = new Pair(order <= 0 ? before.take() : null, order >= 0 ? after.take() : null);
            if (pair.before() == null || !pair.before().equals(pair.after())) {
                return pair;
            }
        }
    }

    private static int order(@Nullable ManifestEntry a, @Nullable ManifestEntry b) {
        if (a == null || b == null) {
            return a == null ? 1 : -1;
        }
        return a.entry().path().compareTo(b.entry().path());
    }

    /** Enters the higher of two different nodes, so that both come down to the level on which they are equal. */
    private void skipEqualNodes() {
        Optional<TreeCursor.Node> a = before.node();
        Optional<TreeCursor.Node> b = after.node();
        while (a.isPresent() && b.isPresent()) {
            if (a.get().id().equals(b.get().id())) {
                before.skip();
                after.skip();
            } else if (a.get().level() >= b.get().level()) {
                before.enter();
            } else {
                after.enter();
            }
            a = before.node();
            b = after.node();
        }
    }

    /** One of the manifests; an entry that has been looked at and not taken is held. */
    private static final class Side {
        private final @Nullable ManifestCursor cursor;
        private @Nullable ManifestEntry held;

        Side(Optional<TreeRef> tree, NodeReader nodes) {
            this.cursor = tree.map(t -> new ManifestCursor(nodes, t)).orElse(null);
        }

        Optional<TreeCursor.Node> node() {
            return cursor == null || held != null
                    ? Optional.empty()
                    : cursor.tree().node();
        }

        void skip() {
            if (cursor != null) {
                cursor.tree().skip();
            }
        }

        void enter() {
            if (cursor != null) {
                cursor.tree().enter();
            }
        }

        @Nullable
        ManifestEntry peek() {
            if (held == null && cursor != null) {
                held = cursor.next();
            }
            return held;
        }

        @Nullable
        ManifestEntry take() {
            ManifestEntry taken = peek();
            held = null;
            return taken;
        }
    }
}
