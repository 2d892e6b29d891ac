package io.backup4j.api;

import java.io.IOException;

/** There already is an object of that name in the store; it was left as it is. */
public final class ObjectExistsException extends IOException {
    private static final long serialVersionUID = 1;

    private final String name;

    /**
     * Creates the exception.
     *
     * @param location the store, for people
     * @param name the object
     */
    public ObjectExistsException(String location, String name) {
        super("There already is an object " + name + " in " + location);
        this.name = name;
    }

    /** Returns the name that was to be created. */
    public String name() {
        return name;
    }
}
