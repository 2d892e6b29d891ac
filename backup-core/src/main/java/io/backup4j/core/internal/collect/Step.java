package io.backup4j.core.internal.collect;

/** What is to be done next. */
public enum Step {
    /** Go on as planned. */
    PROCEED,
    /** Abort the collections that are in the way, look again and decide again. */
    ABORT_OTHERS,
    /** Store what lies in condemned packs again, look again and decide again. */
    STORE_AGAIN,
    /** Begin anew: the restore point that was made does not count, or the collection that was begun must not be completed. */
    BEGIN_ANEW
}
