package io.backup4j.core.internal.compare;

import io.backup4j.api.Component;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryPath;
import io.backup4j.core.Change;
import io.backup4j.core.Change.Kind;
import io.backup4j.core.ChangeReport;
import io.backup4j.core.internal.manifest.ManifestEntry;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.tree.NodeReader;
import io.backup4j.core.internal.tree.TreeRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
        Optional<TreeRef> before = from.manifest(component);
        Optional<TreeRef> after = to.manifest(component);
        List<Pair> differences = new ArrayList<>();
        EntryMerge merge = new EntryMerge(before, after, nodes);
        for (Pair pair = merge.next(); pair != null; pair = merge.next()) {
            differences.add(pair);
        }
        HardLinks linksBefore = new HardLinks(before, nodes);
        HardLinks linksAfter = new HardLinks(after, nodes);
        for (Pair pair : new MoveFinder(differences, linksBefore, linksAfter).withMoves()) {
            Kind kind = kind(pair, linksBefore, linksAfter);
            if (kind != null) {
                changes.add(new Change(component, kind, entry(pair.before()), entry(pair.after())));
            }
        }
    }

    private static @Nullable Kind kind(Pair pair, HardLinks linksBefore, HardLinks linksAfter) {
        ManifestEntry before = pair.before();
        ManifestEntry after = pair.after();
        if (before == null || after == null) {
            return before == null ? Kind.ADDED : Kind.DELETED;
        }
        if (!before.entry().path().equals(after.entry().path())) {
            return Kind.MOVED;
        }
        ManifestEntry was = linksBefore.file(before);
        ManifestEntry is = linksAfter.file(after);
        boolean same = was.entry().kind() == is.entry().kind()
                && was.sameBytes().equals(is.sameBytes())
                && Objects.equals(was.entry().link(), is.entry().link());
        if (!same) {
            return Kind.MODIFIED;
        }
        EntryPath firstBefore = was.entry().path();
        EntryPath firstAfter = is.entry().path();
        // Which name of a file comes first changes when another name comes or goes, and is no change of this one.
        boolean linkedAnew = !firstBefore.equals(firstAfter)
                && (linksAfter.isOther(firstBefore, firstAfter) || linksBefore.isOther(firstAfter, firstBefore));
        // Stamps may differ where nothing that a restore gives back does.
        return linkedAnew || !haveSameAttributes(before.entry(), after.entry()) ? Kind.ATTRIBUTES : null;
    }

    private static boolean haveSameAttributes(Entry before, Entry after) {
        return Objects.equals(before.modified(), after.modified())
                && Objects.equals(before.posix(), after.posix())
                && before.extended().equals(after.extended());
    }

    private static @Nullable Entry entry(@Nullable ManifestEntry stored) {
        return stored == null ? null : stored.entry();
    }
}
