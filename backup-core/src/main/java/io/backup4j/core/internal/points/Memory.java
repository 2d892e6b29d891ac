package io.backup4j.core.internal.points;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.RestorePointId;
import io.backup4j.core.internal.format.JsonDocument;
import io.backup4j.core.internal.format.JsonWriter;
import io.backup4j.core.internal.repository.CacheFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this machine has seen of a repository, in a file. Whatever is wrong with the file, nothing is remembered: it is never an error.
 * Safe for use by several threads and processes.
 */
final class Memory {
    private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

    private final @Nullable Path file;

    /** Remembers in {@code file}; null for not at all. */
    Memory(@Nullable Path file) {
        this.file = file;
    }

    /**
     * What was seen.
     *
     * @param completed the newest completed collection
     * @param points the points that were valid
     */
    record Seen(long completed, Set<RestorePointId> points) {
        private static final Seen NOTHING = new Seen(0, Set.of());

        Seen {
            points = Set.copyOf(points);
        }

        /** Of two looks the one that has seen a newer collection is the later; otherwise nothing can have gone between them. */
        private Seen and(Seen other) {
            if (completed != other.completed) {
                return completed > other.completed ? this : other;
            }
            Set<RestorePointId> both = new HashSet<>(points);
            both.addAll(other.points);
            return new Seen(completed, both);
        }
    }

    Seen recall() {
        if (file == null) {
            return Seen.NOTHING;
        }
        try {
            JsonDocument json = JsonDocument.parse(file.toString(), Files.readAllBytes(file));
            return new Seen(
                    json.number("completed", 0, Long.MAX_VALUE),
                    json.texts("points").stream().map(RestorePointId::new).collect(Collectors.toSet()));
        } catch (NoSuchFileException e) {
            return Seen.NOTHING;
        } catch (IOException | CorruptDataException | IllegalArgumentException e) {
            LOG.debug("Could not recall what was seen of the repository from {}", file, e);
            return Seen.NOTHING;
        }
    }

    void remember(Seen seen) {
        Seen before = recall();
        Seen after = before.and(seen);
        if (file == null || after.equals(before)) {
            return;
        }
        byte[] json = new JsonWriter()
                .put("completed", after.completed())
                .putTexts(
                        "points",
                        after.points().stream()
                                .map(RestorePointId::value)
                                .sorted()
                                .toList())
                .toByteArray();
        try {
            CacheFiles.replace(file, json);
        } catch (IOException e) {
            LOG.debug("Could not remember in {} what was seen of the repository", file, e);
        }
    }

    /** Returns where it is, for people. */
    @Override
    public String toString() {
        return String.valueOf(file);
    }
}
