package io.backup4j.testkit;

/** What can be asked of a store; closing is not counted. */
public enum StoreVerb {
    /** {@link io.backup4j.api.BackupStore#put}. */
    PUT,
    /** {@link io.backup4j.api.BackupStore#read}. */
    READ,
    /** {@link io.backup4j.api.BackupStore#list}. */
    LIST,
    /** {@link io.backup4j.api.BackupStore#delete}. */
    DELETE
}
