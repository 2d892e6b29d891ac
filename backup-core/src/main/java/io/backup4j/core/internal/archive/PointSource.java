package io.backup4j.core.internal.archive;

import io.backup4j.api.BackupSource;
import io.backup4j.api.ByteString;
import io.backup4j.api.Component;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.Granularity;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.format.Sha256;
import io.backup4j.core.internal.manifest.ManifestEntry;
import io.backup4j.core.internal.manifest.ManifestEntry.PageDigests;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.restore.EntryWalk;
import io.backup4j.core.internal.restore.Losses;
import io.backup4j.core.internal.restore.SelectedEntry;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A component of a restore point as a source for another repository. It is cut anew there, with the secret table of that repository, so that it shares chunks
 * with what that repository has from elsewhere. Where the content of an entry lies here stands for the content as a stamp, together with its extended
 * attributes, so that the copy of the next point reads only what is different.
 */
public final class PointSource implements BackupSource {
    private final String repositoryId;
    private final StoredPoint point;
    private final Component component;
    private final Function<Losses, EntryWalk> readers;
    private final Function<ManifestEntry, InputStream> contents;

    /**
     * Makes a source of a component.
     *
     * @param repositoryId where the point is
     * @param readers begin at the first entry of the component, and tell what they leave out
     * @param contents opens the content of an entry, from any thread
     */
    public PointSource(
            String repositoryId,
            StoredPoint point,
            Component component,
            Function<Losses, EntryWalk> readers,
            Function<ManifestEntry, InputStream> contents) {
        this.repositoryId = repositoryId;
        this.point = point;
        this.component = component;
        this.readers = readers;
        this.contents = contents;
    }

    @Override
    public String type() {
        return component.sourceType();
    }

    @Override
    public String location() {
        return component.sourceLocation();
    }

    /** What the original lacks, the copy lacks too. */
    @Override
    public SourceSnapshot open(SourceContext context) {
        point.point().missing().stream()
                .filter(issue -> issue.component().equals(component.name()))
                .forEach(issue -> report(issue, context));
        return new Snapshot(readers.apply((issue, entries) -> report(issue, context)));
    }

    private static void report(EntryIssue issue, SourceContext context) {
        context.report(EntryIssue.of(issue.path(), issue.severity(), issue.message()));
    }

    private final class Snapshot implements SourceSnapshot {
        private final EntryWalk entries;

        Snapshot(EntryWalk entries) {
            this.entries = entries;
        }

        @Override
        public @Nullable SourceEntry next() {
            SelectedEntry next = entries.next();
            return next == null ? null : new PointEntry(next.stored());
        }

        @Override
        public Map<String, String> properties() {
            return component.properties();
        }

        @Override
        public void close() {
            // A restore point needs no release.
        }
    }

    private final class PointEntry implements SourceEntry {
        private final ManifestEntry stored;

        PointEntry(ManifestEntry stored) {
            this.stored = stored;
        }

        @Override
        public Entry entry() {
            return stored.entry();
        }

        @Override
        public ByteString stamp() {
            ByteWriter stamp = new ByteWriter(128);
            stamp.text(repositoryId).varint(stored.entry().size());
            stored.content().writeTo(stamp);
            // Where the stamp is the same, a backup takes the attributes from what it knows, as it does the content.
            new TreeMap<>(stored.entry().extended())
                    .forEach((name, value) -> stamp.text(name).bytes(value));
            return ByteString.of(Sha256.newDigest().digest(stamp.toByteArray()));
        }

        @Override
        public Granularity granularity() {
            PageDigests pages = stored.pages();
            return pages == null ? Granularity.contentDefined() : Granularity.pages(pages.pageSize());
        }

        @Override
        public InputStream open() {
            return contents.apply(stored);
        }
    }
}
