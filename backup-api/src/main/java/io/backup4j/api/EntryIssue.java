package io.backup4j.api;

/**
 * Trouble with one entry that did not end the run.
 *
 * @param component name of the component; empty while a source reports it, filled in by the engine
 * @param path the entry
 * @param severity what it means for the data
 * @param message for people: what was being done and what was found; no secrets
 */
public record EntryIssue(String component, EntryPath path, Severity severity, String message) {
    /** What an issue means for the data. */
    public enum Severity {
        /** The entry is there, but there is something to know about it, or it was left out on purpose. */
        WARNING,
        /** The entry or its content is not in the restore point, which is therefore incomplete. */
        MISSING
    }

    /** Returns an issue that a source reports. */
    public static EntryIssue of(EntryPath path, Severity severity, String message) {
        return new EntryIssue("", path, severity, message);
    }

    /** Returns this issue with the name of its component. */
    public EntryIssue in(String newComponent) {
        return new EntryIssue(newComponent, path, severity, message);
    }
}
