package io.backup4j.cli;

import io.backup4j.api.BackupStore;
import io.backup4j.store.local.LocalStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The stores that a URL can name. A further one is a class that is {@link Scheme} and a line in the list. */
final class StoreUrls {
    private static final List<Scheme> SCHEMES = List.of(new LocalScheme(), new S3Scheme(), new GoogleDriveScheme());

    private StoreUrls() {}

    /** One kind of store. */
    interface Scheme {
        /** Returns what stands before the colon. */
        String name();

        /** Returns what a URL looks like, for people. */
        String form();

        /**
         * Returns the store; touches nothing yet.
         *
         * @param rest what stands behind the colon
         */
        BackupStore open(String rest, Surroundings surroundings);

        /** Returns the directory of this machine in which such a store keeps its objects, nothing when it has none. */
        default Optional<Path> directory(String rest) {
            return Optional.empty();
        }
    }

    /**
     * Returns the store that {@code url} names; a path is a directory.
     *
     * @throws UsageException when there is no such kind of store
     */
    static BackupStore open(String url, Surroundings surroundings) {
        Optional<Url> parts = Url.of(url);
        return parts.isEmpty()
                ? LocalStore.at(LocalScheme.path(url))
                : scheme(parts.get()).open(parts.get().rest(), surroundings);
    }

    /**
     * Looks at a URL before anything else is done.
     *
     * @throws UsageException when there is no such kind of store
     */
    static void check(String url) {
        Url.of(url).ifPresent(StoreUrls::scheme);
    }

    /** Returns the directory in which the store that {@code url} names keeps its objects, nothing when it has none. */
    static Optional<Path> directory(String url) {
        Optional<Url> parts = Url.of(url);
        return parts.isEmpty()
                ? Optional.of(LocalScheme.path(url))
                : scheme(parts.get()).directory(parts.get().rest());
    }

    private static Scheme scheme(Url url) {
        return SCHEMES.stream()
                .filter(scheme -> scheme.name().equals(url.scheme()))
                .findFirst()
                .orElseThrow(() -> url.unknown("store", forms()));
    }

    private static String forms() {
        return String.join(", ", SCHEMES.stream().map(Scheme::form).toList());
    }
}
