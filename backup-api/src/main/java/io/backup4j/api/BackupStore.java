package io.backup4j.api;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Dumb storage of immutable objects by name. What an implementation must guarantee, and the contract test of
 * {@code backup-testkit} checks, but for what a crash leaves, which no such test can see:
 *
 * <ul>
 *   <li>Durable: when {@link #put} returns, the object survives a crash of the process and of its machine.
 *   <li>Atomic: an object is there in full or not at all, whenever a writer dies.
 *   <li>Create only: of several writers of one name exactly one succeeds, and nothing is ever overwritten.
 *   <li>Readable and listed by everybody as soon as {@link #put} has returned.
 * </ul>
 *
 * <p>Names are made of the names of directories and of the object, joined by {@code /}; each name is 1 to 100 characters
 * from {@code a-z 0-9 - _ .}, neither beginning nor ending with a dot. No object's name is another one's directory.
 * Other people's objects beside ours, whose names break these rules, are neither listed nor touched. A name that breaks
 * them, or a negative range, is refused with {@link IllegalArgumentException}; {@link ObjectNames} checks.
 *
 * <p>Errors: {@link ObjectExistsException} and {@link ObjectMissingException} mean what they say and are final, {@link
 * StoreRefusedException} that trying again is of no use, {@link ObjectUnreadableException} that the bytes it names are lost
 * and others may not be; any other {@link IOException} means that the outcome is a failure that may pass or, for {@link
 * #put}, may be unknown.
 *
 * <p>Safe for use by several threads. A client passed in by the application stays the application's and is not closed.
 */
public interface BackupStore extends Closeable {
    /** Asks {@link #read} for everything from the offset to the end. */
    long TO_END = Long.MAX_VALUE;

    /** Returns where the objects lie, for people; no secrets. */
    String location();

    /**
     * Creates an object.
     *
     * @throws ObjectExistsException when there is an object of that name; it is left as it is
     * @throws IOException when it could not be stored, or when nobody can tell whether it was
     */
    void put(String name, ObjectBody body) throws IOException;

    /**
     * Reads a range of an object.
     *
     * @param offset first byte, at least 0; at or behind the end gives an empty stream
     * @param length bytes at most, at least 0; the stream ends earlier where the object ends. {@link #TO_END} for all
     * @return the bytes; reading them may throw whatever this may
     * @throws ObjectMissingException when there is no such object
     * @throws ObjectUnreadableException when the next byte is lost for good, and others may not be
     * @throws IOException when it cannot be read
     */
    InputStream read(String name, long offset, long length) throws IOException;

    /**
     * Tells {@code visitor} every object whose name begins with {@code prefix}, each once, in any order.
     *
     * @param prefix empty for all, otherwise a directory ending in {@code /}
     * @throws IOException when the list is not complete
     */
    void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException;

    /**
     * Removes an object. One that is not there is fine.
     *
     * @throws IOException when it may still be there
     */
    void delete(String name) throws IOException;

    /**
     * Returns what has gone wrong without failing a call, since it was last asked, for people: a replica that is behind, for
     * instance. The engine asks at the end of a backup.
     */
    default List<String> takeWarnings() {
        return List.of();
    }

    /**
     * Returns the time by the clock of the service that keeps the objects; nothing when there is no such service, or when it does
     * not tell. For people who look for what is wrong: no promise of a store rests on a clock.
     *
     * @throws IOException when it cannot be asked
     */
    default Optional<Instant> clock() throws IOException {
        return Optional.empty();
    }

    /** Releases what the store itself opened. Calling it again does nothing. */
    @Override
    void close() throws IOException;
}
