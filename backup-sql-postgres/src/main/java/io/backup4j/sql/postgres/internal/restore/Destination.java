package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.api.Entry;
import io.backup4j.api.PlannedAction;
import io.backup4j.sql.postgres.internal.layout.CopiedTable;
import io.backup4j.sql.postgres.internal.layout.Description;
import io.backup4j.sql.postgres.internal.layout.Statement;
import java.io.Closeable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where one restore goes. Who plans calls the first three; who restores goes on with {@link #begin}, and then in the order
 * in which the methods stand here, those that only tell something at any time. {@link #close} is called at any time, and then everything is as it was unless {@link #complete} was called.
 */
public interface Destination extends Closeable {
    /** Returns whether there is nothing that a restore could overwrite. */
    boolean isEmpty() throws IOException, SQLException;

    /** Says what would become of each entry; touches nothing. */
    void plan(Iterable<Entry> entries, Consumer<? super PlannedAction> actions) throws IOException, SQLException;

    /** Returns everything that stands against a restore, for people; touches nothing. */
    List<String> problems(Description description) throws IOException, SQLException;

    /** Begins to write, and returns the connections that do. They are closed with the destination. */
    Crew begin(Description description) throws IOException, SQLException;

    /** Returns whether a statement is wanted here. */
    boolean wants(Statement statement);

    /**
     * Does nothing when what the backup has can be written here and may be; touches nothing.
     *
     * @param statements all statements before the data, wanted or not
     * @throws IOException that says what stands against it, and names all rights that are missing
     */
    void requirePossible(List<Statement> statements, List<CopiedTable> tables) throws IOException, SQLException;

    /**
     * Says what will be taken away that cannot be had back otherwise, and holds others off writing to it; changes nothing. Called
     * once or not at all.
     *
     * @param statements all statements before the data, wanted or not
     */
    Replaced replaced(List<Statement> statements, List<CopiedTable> tables) throws IOException, SQLException;

    /** Makes room for what these statements create: all statements before the data, wanted or not. */
    void beforeDefinitions(List<Statement> statements) throws IOException, SQLException;

    /** Makes everything ready for rows; all statements before the data have been executed. */
    void beforeData(List<CopiedTable> tables) throws IOException, SQLException;

    /** Returns how the rows of a table are loaded; empty when they are not wanted. */
    Optional<RowsCommand> rowsCommand(CopiedTable table);

    /** Returns whether large objects are wanted. */
    boolean takesLargeObjects();

    /** Puts back what was put aside for the sake of the rows. */
    void afterData() throws IOException, SQLException;

    /** Makes it valid: what was there before is there no longer, or under another name. */
    void complete() throws IOException, SQLException;

    @Override
    void close() throws IOException;
}
