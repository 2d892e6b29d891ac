package io.backup4j.sql.postgres.internal.export;

/** Hears how the reading of one table ends. Safe for use by several threads. */
interface TableState {
    /** All rows were read. */
    void complete(long rows);

    /** Reading failed. */
    void fail(Exception e);

    /** Nobody wants to read on; after one of the others this says nothing. */
    void giveUp();
}
