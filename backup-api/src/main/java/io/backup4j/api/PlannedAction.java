package io.backup4j.api;

/**
 * What a restore would do to one entry of the target.
 *
 * @param path the entry
 * @param action what would be done
 * @param bytes bytes that would be written, 0 when none
 * @param reason for people, empty when the action says it all
 */
public record PlannedAction(EntryPath path, Action action, long bytes, String reason) {
    /** What a restore would do. */
    public enum Action {
        /** There is nothing at this place yet. */
        CREATE,
        /** What is there would be replaced. */
        OVERWRITE,
        /** What is there and not in the restore point would be removed. */
        DELETE,
        /** What is there already equals the restore point. */
        KEEP,
        /** What is there is in the way and the target was not told to replace it: the restore is refused. */
        CONFLICT
    }
}
