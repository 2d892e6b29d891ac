package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.sql.postgres.internal.layout.TableName;
import java.util.Set;

/**
 * A piece of work that can be done beside others.
 *
 * @param tables what it locks: pieces that share one are done one after the other
 * @param work the work
 */
record Piece(Set<TableName> tables, Crew.Work work) {
    /** Takes a copy. */
    Piece {
        tables = Set.copyOf(tables);
    }
}
