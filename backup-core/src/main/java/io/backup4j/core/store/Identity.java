package io.backup4j.core.store;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectMissingException;
import io.backup4j.api.ObjectUnreadableException;
import io.backup4j.api.StoreRefusedException;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.keys.RepositoryConfig;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Which repository lies in a place, as its config says, for which no key is needed. Names and sizes do not tell: each repository has a config, and
 * the numbers of collections, annotations and epochs.
 *
 * @param location where it lies
 * @param id of the repository; none where there is no config, or one that is damaged or cannot be read
 */
record Identity(String location, Optional<ObjectId> id) {
    /**
     * Reads the config.
     *
     * @throws StoreRefusedException when it is of a format that cannot be read
     */
    static Identity of(BackupStore store) throws IOException {
        try (InputStream in = store.read(ObjectNames.CONFIG, 0, BackupStore.TO_END)) {
            return new Identity(store.location(), RepositoryConfig.claimedId(in.readAllBytes()));
        } catch (ObjectMissingException | ObjectUnreadableException e) {
            return new Identity(store.location(), Optional.empty());
        } catch (UnsupportedFormatException e) {
            throw new StoreRefusedException(
                    "Could not find out which repository is in " + store.location() + ": " + e.getMessage(), e);
        }
    }

    boolean isKnown() {
        return id.isPresent();
    }

    /**
     * Does nothing where both hold the same, or one of them cannot tell.
     *
     * @throws StoreRefusedException when they hold two repositories
     */
    void requireSame(Identity replica) throws StoreRefusedException {
        if (isKnown() && replica.isKnown() && !id.equals(replica.id)) {
            throw new StoreRefusedException(
                    "Could not use " + replica.location + " as a replica of " + location
                            + ": it holds repository " + replica.id.get() + ", and " + location + " holds " + id.get()
                            + ". Nothing was changed there. Name an empty place, or one that was brought up from this repository with sync");
        }
    }
}
