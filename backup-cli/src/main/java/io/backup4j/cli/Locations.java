package io.backup4j.cli;

import io.backup4j.api.BackupStore;
import io.backup4j.core.store.AppendOnlyStore;
import io.backup4j.core.store.ReplicatedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a repository lies: one store, or several that hold the same.
 *
 * @param primary the URL of the one that decides
 * @param replicas those of the others
 * @param appendOnly whether each of them has to refuse to delete
 */
record Locations(String primary, List<String> replicas, boolean appendOnly) {
    /** A repository in one place. */
    static Locations of(String url) {
        return new Locations(url, List.of(), false);
    }

    private Stream<String> all() {
        return Stream.concat(Stream.of(primary), replicas.stream());
    }

    /**
     * Looks at the URLs before anything else is done.
     *
     * @throws UsageException when there is no such kind of store, or one is named twice
     */
    void check() {
        all().forEach(StoreUrls::check);
        if (all().map(Locations::place).distinct().count() <= replicas.size()) {
            throw new UsageException("A replica is another store than the repository and the other replicas");
        }
    }

    /** One directory can be written in many ways. */
    private static String place(String url) {
        return StoreUrls.directory(url)
                .map(path -> FilesScheme.real(path).toString())
                .orElse(url);
    }

    /** Returns the directories of this machine in which objects are kept. */
    List<Path> directories() {
        return all().map(StoreUrls::directory).flatMap(Optional::stream).toList();
    }

    /** Returns whether nothing of it is on another machine. */
    boolean isHere() {
        return directories().size() == all().count();
    }

    /** Opens the store; when it fails, nothing stays open. */
    BackupStore open(Surroundings surroundings) {
        return replicas.isEmpty() ? one(primary, surroundings) : replicated(surroundings);
    }

    /**
     * Opens the stores.
     *
     * @throws UsageException when no replica is named
     */
    ReplicatedStore replicated(Surroundings surroundings) {
        if (replicas.isEmpty()) {
            throw new UsageException("Which replicas? Give --replica or set BACKUP_REPLICAS");
        }
        List<BackupStore> opened = new ArrayList<>();
        try {
            all().forEach(url -> opened.add(one(url, surroundings)));
            return ReplicatedStore.of(opened.get(0), opened.subList(1, opened.size()));
        } catch (RuntimeException failed) {
            opened.forEach(store -> close(store, failed));
            throw failed;
        }
    }

    private BackupStore one(String url, Surroundings surroundings) {
        BackupStore store = StoreUrls.open(url, surroundings);
        try {
            return appendOnly ? AppendOnlyStore.proven(store) : store;
        } catch (IOException failed) {
            UncheckedIOException unchecked = new UncheckedIOException(failed);
            close(store, unchecked);
            throw unchecked;
        }
    }

    private static void close(BackupStore store, Exception failure) {
        try {
            store.close();
        } catch (IOException failed) {
            failure.addSuppressed(failed);
        }
    }
}
