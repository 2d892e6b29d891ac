package io.backup4j.core.internal.restore;

import io.backup4j.api.ByteString;
import io.backup4j.api.Component;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryIssue.Severity;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestorePointMissingException;
import io.backup4j.core.Selection;
import io.backup4j.core.internal.manifest.LostPiece;
import io.backup4j.core.internal.manifest.ManifestCursor;
import io.backup4j.core.internal.manifest.ManifestEntry;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.tree.NodeReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of a restore point that a selection means, in the order of their paths. When the selection spans several components,
 * each entry's path begins with the name of its component. One thread at a time.
 */
public final class PointReader implements EntryWalk {
    private final StoredPoint point;
    private final NodeReader nodes;
    private final @Nullable Losses losses;
    private final PathFilter filter;
    private final List<Component> components;
    private final boolean isPrefixed;
    private final Deque<SelectedEntry> ready = new ArrayDeque<>();
    private final Deque<ManifestEntry> directories = new ArrayDeque<>();
    private final Map<EntryPath, EntryPath> movedLinks = new HashMap<>();
    private final List<Gap> gaps = new ArrayList<>();
    private int nextComponent;
    private Component component;
    private @Nullable ManifestCursor cursor;
    private @Nullable EntryPath last;

    /**
     * Stands before the first entry. The walk ends with an exception where the list of entries is damaged.
     *
     * @throws RestorePointMissingException when the point has no component that the selection names
     * @throws IllegalArgumentException when a glob of the selection is not well-formed
     */
    public PointReader(StoredPoint point, Selection selection, NodeReader nodes) {
        this(point, selection, nodes, null);
    }

    /**
     * Stands before the first entry.
     *
     * @param losses is told what the walk leaves out because the list of entries is damaged, as far as it may be selected;
     *     null if the walk is to end there
     * @throws RestorePointMissingException when the point has no component that the selection names
     * @throws IllegalArgumentException when a glob of the selection is not well-formed
     */
    public PointReader(StoredPoint point, Selection selection, NodeReader nodes, @Nullable Losses losses) {
        this.point = point;
        this.nodes = nodes;
        this.losses = losses;
        this.filter = new PathFilter(selection);
        this.components = components(point, selection);
        this.isPrefixed = components.size() > 1;
        this.component = components.get(0);
    }

    /**
     * Returns the components that a selection means, in the order of their names.
     *
     * @throws RestorePointMissingException when the point has no component that the selection names
     */
    public static List<Component> components(StoredPoint point, Selection selection) {
        List<Component> all = point.point().components();
        for (String name : selection.components()) {
            if (point.point().component(name).isEmpty()) {
                throw new RestorePointMissingException(
                        "Restore point " + point.id().abbreviated()
                                + " has no component '" + name + "': it has "
                                + all.stream().map(Component::name).toList());
            }
        }
        if (selection.components().isEmpty()) {
            return sorted(all);
        }
        return sorted(all.stream()
                .filter(c -> selection.components().contains(c.name()))
                .toList());
    }

    /** Prefixed paths must still come in their order. */
    private static List<Component> sorted(List<Component> components) {
        List<Component> sorted = new ArrayList<>(components);
        sorted.sort((a, b) -> ByteString.utf8(a.name()).compareTo(ByteString.utf8(b.name())));
        return sorted;
    }

    /** @throws CorruptDataException that names the point and its component */
    @Override
    public @Nullable SelectedEntry next() {
        try {
            while (ready.isEmpty()) {
                ManifestEntry entry = nextOfComponents();
                if (entry == null) {
                    return null;
                }
                select(entry);
            }
        } catch (CorruptDataException e) {
            throw new CorruptDataException(
                    "The list of entries of restore point " + point.id().abbreviated() + ", component '"
                            + component.name() + "', is damaged: " + e.getMessage()
                            + ". A repair of the repository makes a restore point of what is left",
                    e);
        }
        return ready.poll();
    }

    private @Nullable ManifestEntry nextOfComponents() {
        while (true) {
            ManifestEntry entry = cursor == null ? null : cursor.next(this::lose);
            if (entry != null || nextComponent == components.size()) {
                last = entry == null ? null : entry.entry().path();
                return entry;
            }
            component = components.get(nextComponent++);
            directories.clear();
            movedLinks.clear();
            gaps.clear();
            last = null;
            cursor = point.manifest(component.name())
                    .map(tree -> new ManifestCursor(nodes, tree))
                    .orElse(null);
        }
    }

    private void lose(LostPiece piece) {
        if (losses == null) {
            throw piece.cause();
        }
        Gap gap = new Gap(last, piece.last());
        gaps.add(gap);
        last = piece.last();
        if (filter.mayMatchIn(gap)) {
            lose(
                    losses,
                    EntryPath.root(),
                    piece.description() + ": " + piece.cause().getMessage(),
                    piece.entries());
        }
    }

    private void lose(Losses to, EntryPath path, String message, long entries) {
        EntryPath shown = isPrefixed ? prefixed(path) : path;
        to.add(new EntryIssue(component.name(), shown, Severity.MISSING, message), entries);
    }

    /** Where something else is at the target under the name of the lost file, a link would lead to that. */
    private boolean isLinkToLost(Entry entry) {
        return entry.kind() == EntryKind.HARD_LINK && gaps.stream().anyMatch(gap -> gap.contains(fileOf(entry)));
    }

    private static EntryPath fileOf(Entry hardLink) {
        return EntryPath.ofBytes(Objects.requireNonNull(hardLink.link()).toByteArray());
    }

    private void select(ManifestEntry entry) {
        EntryPath path = entry.entry().path();
        if (losses != null && isLinkToLost(entry.entry())) {
            if (filter.matches(path)) {
                lose(
                        losses,
                        path,
                        "It is another name of " + fileOf(entry.entry()) + ", which is not listed any more",
                        1);
            }
            return;
        }
        if (filter.isOpen()) {
            ready.add(selected(entry, true));
            return;
        }
        while (!directories.isEmpty()
                && !path.startsWith(directories.peekLast().entry().path())) {
            directories.removeLast();
        }
        if (filter.matches(path)) {
            directories.forEach(directory -> ready.add(selected(directory, false)));
            directories.clear();
            ready.add(selected(withoutLostLink(entry), true));
        } else if (entry.entry().kind() == EntryKind.DIRECTORY) {
            directories.addLast(entry);
        }
    }

    /** A hard link whose file is not selected becomes the file; further links to the same file link to it. */
    private ManifestEntry withoutLostLink(ManifestEntry entry) {
        if (entry.entry().kind() != EntryKind.HARD_LINK) {
            return entry;
        }
        EntryPath file = fileOf(entry.entry());
        if (filter.matches(file)) {
            return entry;
        }
        EntryPath moved = movedLinks.putIfAbsent(file, entry.entry().path());
        if (moved != null) {
            return withEntry(entry, linkedTo(entry.entry(), moved));
        }
        Optional<ManifestEntry> target = cursor == null ? Optional.empty() : cursor.find(file);
        return target.map(found ->
                        withEntry(found, moved(found.entry(), entry.entry().path())))
                .orElse(entry);
    }

    private SelectedEntry selected(ManifestEntry stored, boolean isMeant) {
        if (!isPrefixed) {
            return new SelectedEntry(component.name(), stored, isMeant);
        }
        Entry entry = stored.entry();
        Entry prefixed = moved(entry, prefixed(entry.path()));
        if (entry.kind() == EntryKind.HARD_LINK) {
            prefixed = linkedTo(prefixed, prefixed(fileOf(entry)));
        }
        return new SelectedEntry(component.name(), withEntry(stored, prefixed), isMeant);
    }

    private EntryPath prefixed(EntryPath path) {
        EntryPath prefixed = EntryPath.root().resolve(component.name().getBytes(StandardCharsets.UTF_8));
        for (byte[] name : path.names()) {
            prefixed = prefixed.resolve(name);
        }
        return prefixed;
    }

    private static ManifestEntry withEntry(ManifestEntry stored, Entry entry) {
        return new ManifestEntry(entry, stored.stamp(), stored.content(), stored.pages());
    }

    private static Entry moved(Entry e, EntryPath path) {
        return new Entry(path, e.kind(), e.size(), e.modified(), e.posix(), e.link(), e.extended());
    }

    private static Entry linkedTo(Entry e, EntryPath file) {
        ByteString link = ByteString.of(file.toByteArray());
        return new Entry(e.path(), e.kind(), 0, e.modified(), e.posix(), link, e.extended());
    }
}
