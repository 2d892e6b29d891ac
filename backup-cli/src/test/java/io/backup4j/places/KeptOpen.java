package io.backup4j.places;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ForwardingStore;

/** A store that many processes of a test share, as a client of its own for each would take longer than all that it does. */
final class KeptOpen extends ForwardingStore {
    KeptOpen(BackupStore store) {
        super(store);
    }

    @Override
    public void close() {}
}
