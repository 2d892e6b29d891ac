package io.backup4j.api;

import java.io.IOException;

/**
 * A store has an object and cannot read some bytes of it any more, though it can be reached: a sector of a disk is bad. What
 * comes before these bytes has been given, what comes after them may be readable. Trying again is of no use: the store has.
 */
public final class ObjectUnreadableException extends IOException {
    private static final long serialVersionUID = 1;

    private final String name;
    private final long offset;
    private final long length;

    /**
     * Creates the exception.
     *
     * @param location the store, for people
     * @param name the object
     * @param offset first byte that cannot be read, at least 0
     * @param length bytes that are given up, at least 1 and none behind the end of the object
     * @param cause what came of trying
     */
    public ObjectUnreadableException(String location, String name, long offset, long length, IOException cause) {
        super(
                "Bytes " + offset + " to " + (offset + length - 1) + " of " + name + " in " + location
                        + " cannot be read any more: " + cause.getMessage(),
                cause);
        this.name = name;
        this.offset = offset;
        this.length = length;
    }

    /** Returns the name of the object. */
    public String name() {
        return name;
    }

    /** Returns the first byte that cannot be read. */
    public long offset() {
        return offset;
    }

    /** Returns how many bytes from there on are given up, at least 1; whoever wants those behind them reads on there. */
    public long length() {
        return length;
    }
}
