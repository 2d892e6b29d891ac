package io.backup4j.testkit;

/** What goes wrong in a {@link FaultyStore}. */
public enum Fault {
    /** The call fails and nothing has happened. */
    FAIL_BEFORE,
    /**
     * The call fails and yet has taken effect: the object is stored, deleted, listed in full. A read gives half of its
     * bytes and then fails.
     */
    FAIL_AFTER,
    /** A put reports success and has stored only the first half of the body: the store lies. */
    TRUNCATE_BODY,
    /** A read gives half of its bytes and then ends as if that were all: the store lies. */
    SHORT_READ,
    /** The process dies before the call takes effect: this call and every later one fails. */
    DIE_BEFORE,
    /** The process dies after the call has taken effect: this call and every later one fails. */
    DIE_AFTER;

    boolean isFor(StoreVerb verb) {
        return switch (this) {
            case TRUNCATE_BODY -> verb == StoreVerb.PUT;
            case SHORT_READ -> verb == StoreVerb.READ;
            case FAIL_BEFORE, FAIL_AFTER, DIE_BEFORE, DIE_AFTER -> true;
        };
    }

    boolean isForAll() {
        return this != TRUNCATE_BODY && this != SHORT_READ;
    }
}
