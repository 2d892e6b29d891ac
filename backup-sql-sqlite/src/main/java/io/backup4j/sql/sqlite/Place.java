package io.backup4j.sql.sqlite;

import io.backup4j.api.EntryIssue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a database is put, and how. */
interface Place {
    /** Returns whether there is nothing that could be lost. */
    boolean isEmpty() throws IOException;

    /** Returns who uses it so that it cannot be replaced, for people; empty when nobody is known to. */
    String use() throws IOException;

    /** Returns how large a database there is room for. */
    long usableBytes() throws IOException;

    /** Makes the file that receives the new database. */
    Receiver receiver() throws IOException;

    /** Returns the source of what is there, for the safety backup; none when there is nothing. */
    Optional<SqliteSource> present() throws IOException;

    /**
     * Puts a sound database in place.
     *
     * @param isSaved whether what {@link #present()} gave is safe in a restore point
     * @return what people should know
     * @throws IOException when it is not in place and all is as it was
     * @throws io.backup4j.api.OutcomeUnknownException when that is not certain
     */
    List<EntryIssue> replaceBy(Path staged, boolean isSaved) throws IOException;
}
