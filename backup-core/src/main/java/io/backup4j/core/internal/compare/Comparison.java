package io.backup4j.core.internal.compare;

import io.backup4j.api.Component;
import io.backup4j.api.Entry;
import io.backup4j.core.Change;
import io.backup4j.core.Change.Kind;
import io.backup4j.core.ChangeReport;
import io.backup4j.core.internal.manifest.ManifestEntry;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.tree.NodeReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares two restore points, component by component. Used once, by one thread. */
public final class Comparison {
    private final StoredPoint from;
    private final StoredPoint to;
    private final NodeReader nodes;
    private final List<Change> changes = new ArrayList<>();

    /** Prepares a comparison. */
    public Comparison(StoredPoint from, StoredPoint to, NodeReader nodes) {
        this.from = from;
        this.to = to;
        this.nodes = nodes;
    }

    /** Compares. */
    public ChangeReport report() {
        Set<String> components = new LinkedHashSet<>();
        from.point().components().stream().map(Component::name).forEach(components::add);
        to.point().components().stream().map(Component::name).forEach(components::add);
        for (String component : components) {
            compare(component);
        }
        return new ChangeReport(from.id(), to.id(), changes);
    }

    private void compare(String component) {
        List<Pair> differences = new ArrayList<>();
        EntryMerge merge = new EntryMerge(from.manifest(component), to.manifest(component), nodes);
        for (Pair pair = merge.next(); pair != null; pair = merge.next()) {
            differences.add(pair);
        }
        new MoveFinder(differences).withMoves().forEach(pair -> add(component, pair));
    }

    private void add(String component, Pair pair) {
        Kind kind = kind(pair);
        if (kind != null) {
            changes.add(new Change(component, kind, entry(pair.before()), entry(pair.after())));
        }
    }

    private static @Nullable Kind kind(Pair pair) {
        ManifestEntry before = pair.before();
        ManifestEntry after = pair.after();
        if (before == null || after == null) {
            return before == null ? Kind.ADDED : Kind.DELETED;
        }
        if (!before.entry().path().equals(after.entry().path())) {
            return Kind.MOVED;
        }
        boolean same = before.entry().kind() == after.entry().kind()
                && before.sameBytes().equals(after.sameBytes())
                && Objects.equals(before.entry().link(), after.entry().link());
        if (!same) {
            return Kind.MODIFIED;
        }
        // Stamps may differ where nothing that a restore gives back does.
        return before.entry().equals(after.entry()) ? null : Kind.ATTRIBUTES;
    }

    private static @Nullable Entry entry(@Nullable ManifestEntry stored) {
        return stored == null ? null : stored.entry();
    }
}
