package io.backup4j.api;

import java.io.IOException;

/** There is no object of that name in the store. */
public final class ObjectMissingException extends IOException {
    private static final long serialVersionUID = 1;

    private final String name;

    /**
     * Creates the exception.
     *
     * @param location the store, for people
     * @param name the object
     */
    public ObjectMissingException(String location, String name) {
        super("No object " + name + " in " + location);
        this.name = name;
    }

    /** Returns the name that was asked for. */
    public String name() {
        return name;
    }
}
