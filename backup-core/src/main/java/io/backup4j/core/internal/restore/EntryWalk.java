package io.backup4j.core.internal.restore;

import org.jspecify.annotations.Nullable;

/** Entries of a restore point, one after the other in the order of their paths. One thread at a time. */
public interface EntryWalk {
    /** Returns the next entry, null at the end. */
    @Nullable
    SelectedEntry next();
}
