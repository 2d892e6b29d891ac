package io.backup4j.api;

/**
 * Names a restore point: 32 lower case hexadecimal digits, random, so that it says nothing and never comes twice.
 *
 * @param value the digits
 */
public record RestorePointId(String value) {
    /** Checks the form. */
    public RestorePointId {
        if (!value.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("Not an id of a restore point (32 hexadecimal digits): " + value);
        }
    }

    /** Returns the first 8 digits, enough for people. */
    public String abbreviated() {
        return value.substring(0, 8);
    }

    // What the compiler makes for records goes through method handles, which cost a new process dearly.
    @Override
    public boolean equals(Object other) {
        return other instanceof RestorePointId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
