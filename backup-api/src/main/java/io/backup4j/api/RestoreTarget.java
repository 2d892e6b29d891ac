package io.backup4j.api;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Where a restore goes: a directory, a database, the input of a program.
 *
 * <p>A restore first plans, then opens a session, hands over the entries and finishes. Implementations are immutable;
 * one restore at a time goes to one place.
 */
public interface RestoreTarget {
    /** Returns where the data will lie, for people; no secrets. */
    String location();

    /**
     * Looks at where entries would come from, before they are planned.
     *
     * @throws IOException when this target cannot take the content of this component, for instance the backup of another
     *     kind of database
     */
    default void check(Component component) throws IOException {}

    /**
     * Says what a restore of these entries would do, and touches nothing. The engine refuses to start when an action is
     * a {@link PlannedAction.Action#CONFLICT}; it need not ask when the target {@linkplain #isClear() is clear}.
     *
     * @param entries all entries that would be restored, in the order of {@link EntryPath}
     * @param actions is told each action, in any order
     * @throws IOException when the target cannot be looked at
     */
    void plan(Iterable<Entry> entries, Consumer<? super PlannedAction> actions) throws IOException;

    /**
     * Returns whether there is nothing at the target that a restore could overwrite or delete, so that nobody need agree to
     * it.
     *
     * @throws IOException when the target cannot be looked at
     */
    boolean isEmpty() throws IOException;

    /**
     * Returns whether nothing can be in the way of an entry, whatever it is: a restore then begins without planning each,
     * unless the {@linkplain #usableBytes() room} may be too small. By default false, so that every restore is planned.
     *
     * @throws IOException when the target cannot be looked at
     */
    default boolean isClear() throws IOException {
        return false;
    }

    /**
     * Returns the bytes that can still be written to the target, {@link Long#MAX_VALUE} when nobody can know.
     *
     * @throws IOException when the target cannot be looked at
     */
    default long usableBytes() throws IOException {
        return Long.MAX_VALUE;
    }

    /**
     * Returns whether this target can do with a part of the entries, so that a restore goes on past a damaged piece of the
     * restore point's list of entries, and reports as missing what was in it: nobody can hand over, or plan, entries whose
     * names are lost. By default false, and such a restore fails: for what is of use only as a whole, and for what deletes
     * everything it is not told of.
     */
    default boolean takesPart() {
        return false;
    }

    /**
     * Returns how many threads may call {@link RestoreSession#restore} at once. With 1, the default, entries come in
     * the order of {@link EntryPath}; with more, a directory still comes before what is in it.
     */
    default int concurrency() {
        return 1;
    }

    /**
     * Returns the stage in which an entry is restored. One stage comes after the other, however many threads restore: an entry
     * is handed over when all entries of earlier stages have been restored. In the order of paths stages do not fall. All entries
     * are of stage 0 by default.
     */
    default int stage(EntryPath path) {
        return 0;
    }

    /**
     * Returns the first stage that changes what lies at the target; before it {@link RestoreSession#replaced()} is asked. By
     * default none does, and {@link RestoreSession#finish()} alone changes anything.
     */
    default int changingStage() {
        return Integer.MAX_VALUE;
    }

    /**
     * Begins a restore.
     *
     * @param cancel tells when somebody asks the restore to stop; a session that waits for a program or another machine
     *     stops waiting then
     * @throws IOException when the target cannot be written to
     */
    RestoreSession open(CancelSignal cancel) throws IOException;
}
