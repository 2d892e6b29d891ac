package io.backup4j.core;

import io.backup4j.api.BackupSource;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PointDetails;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.SourceEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks for a backup of one or several sources into one restore point. Immutable; made by {@link #of} or a builder. */
public final class BackupRequest implements Operation<BackupReport> {
    private final Builder settings;
    private final List<NamedSource> components;

    private BackupRequest(Builder builder) {
        settings = builder;
        List<NamedSource> list = new ArrayList<>();
        builder.components.forEach((name, source) -> list.add(new NamedSource(name, source)));
        components = List.copyOf(list);
    }

    /**
     * A source and the name of the component that comes from it.
     *
     * @param name unique in the request, not empty
     * @param source the source
     */
    public record NamedSource(String name, BackupSource source) {}

    /** Asks for a backup of one source; its component is called like the type of the source. */
    public static BackupRequest of(BackupSource source) {
        return builder().component(source.type(), source).build();
    }

    /** Returns a builder without components. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the sources in the order in which they are taken. */
    public List<NamedSource> components() {
        return components;
    }

    /** Returns what people say about the point from the start. */
    public PointDetails details() {
        return settings.details;
    }

    /** Returns who makes the backup; may be empty. */
    public String createdBy() {
        return settings.createdBy;
    }

    /** Returns how the point comes to be. */
    public RestorePoint.Origin origin() {
        return settings.origin;
    }

    /** Returns the moment that the data is of, when it is not the beginning of the run: of an older point or archive. */
    public Optional<Instant> takenAt() {
        return Optional.ofNullable(settings.takenAt);
    }

    /** Returns how many entries are missing besides those that the sources report. */
    public long alsoMissing() {
        return settings.alsoMissing;
    }

    /** Returns whether all content is read, even where the source's stamps say that it has not changed. */
    public boolean readsEverything() {
        return settings.readsEverything;
    }

    /** Returns whether the SHA-256 of every whole entry is kept, at the price of hashing large entries twice. */
    public boolean keepsEntryDigests() {
        return settings.keepsEntryDigests;
    }

    @Override
    public String verb() {
        return "backup";
    }

    /** Collects what a backup is made of. One thread at a time; not to be used after {@link #build()}. */
    public static final class Builder {
        private final Map<String, BackupSource> components = new LinkedHashMap<>();
        private PointDetails details = PointDetails.none();
        private String createdBy = "";
        private RestorePoint.Origin origin = RestorePoint.Origin.BACKUP;
        private @Nullable Instant takenAt;
        private long alsoMissing;
        private boolean readsEverything;
        private boolean keepsEntryDigests = true;

        private Builder() {}

        /**
         * Adds a source as a component.
         *
         * @throws IllegalArgumentException when the name is taken, or could not be the name of a directory: restores of
         *     several components make one for each
         */
        public Builder component(String name, BackupSource source) {
            EntryPath.root().resolve(name.getBytes(StandardCharsets.UTF_8));
            if (components.putIfAbsent(name, source) != null) {
                throw new IllegalArgumentException("Two components are called '" + name + "'");
            }
            return this;
        }

        /** Sets name, description, tags and protection; none by default. */
        public Builder details(PointDetails newDetails) {
            details = newDetails;
            return this;
        }

        /** Sets who makes the backup, for instance {@code user@host}; empty by default. */
        public Builder createdBy(String newCreatedBy) {
            createdBy = newCreatedBy;
            return this;
        }

        /** Sets how the point comes to be; {@link RestorePoint.Origin#BACKUP} by default. */
        public Builder origin(RestorePoint.Origin newOrigin) {
            origin = newOrigin;
            return this;
        }

        /** Sets the moment that the data is of, for copies of older data; the beginning of the run by default. */
        public Builder takenAt(Instant newTakenAt) {
            takenAt = newTakenAt;
            return this;
        }

        /**
         * Sets how many entries are missing besides those that the sources report, for copies of a point that does not list all that it lacks; 0 by
         * default. They count in {@link RestorePoint#missingTotal()}, so the point is incomplete when there are any.
         *
         * @throws IllegalArgumentException when it is negative
         */
        public Builder alsoMissing(long entries) {
            if (entries < 0) {
                throw new IllegalArgumentException("A number of missing entries cannot be negative: " + entries);
            }
            alsoMissing = entries;
            return this;
        }

        /** Has all content read, whatever {@link SourceEntry#stamp()} says; finds changes that a stamp hides. */
        public Builder readEverything() {
            readsEverything = true;
            return this;
        }

        /** Leaves out the SHA-256 of entries that have more than one chunk; each chunk is still checked by its own. */
        public Builder withoutEntryDigests() {
            keepsEntryDigests = false;
            return this;
        }

        /**
         * Returns the request.
         *
         * @throws IllegalStateException when it has no component
         */
        public BackupRequest build() {
            if (components.isEmpty()) {
                throw new IllegalStateException("A backup needs at least one component");
            }
            return new BackupRequest(this);
        }
    }
}
