package io.backup4j.sql.postgres.internal.layout;

import io.backup4j.api.ByteString;
import java.io.IOException;
import java.util.List;

/**
 * What a database is and what a target must have for it: a list of lines.
 *
 * @param lines the lines, the first is that of the database itself; immutable
 */
public record Description(List<Fields> lines) {
    /** The word of the first line. */
    public static final String DATABASE = "database";

    /** The word of a line for each extension. */
    public static final String EXTENSION = "extension";

    /** The word of a line for each role that owns something or may do something. */
    public static final String ROLE = "role";

    /** What the schemas are called in the line of the database of which the component has everything. */
    public static final String WHOLE = "whole";

    /** What the tables are called in the line of the database that were asked for and not there. */
    public static final String ABSENT = "absent";

    /** Takes a copy. */
    public Description {
        lines = List.copyOf(lines);
    }

    /** Returns the line of the database. */
    public Fields database() {
        return lines.get(0);
    }

    /** Returns whether there are definitions, not only data. */
    public boolean hasDefinitions() {
        return database().list("parts").contains("schema");
    }

    /** Returns the lines that begin with {@code word}. */
    public List<Fields> lines(String word) {
        return lines.stream().filter(line -> line.word().equals(word)).toList();
    }

    /** Returns the description as text. */
    public ByteString toBytes() {
        return Fields.text(lines);
    }

    /**
     * Reads a description.
     *
     * @throws IOException when it is none, or one of a later format
     */
    public static Description parse(ByteString bytes) throws IOException {
        List<Fields> lines = Fields.parseText(bytes);
        Fields first = lines.get(0);
        if (!first.word().equals(DATABASE)) {
            throw new IOException("This is not the description of a PostgreSQL database: '" + first + "'");
        }
        if (first.number("format") > Layout.FORMAT) {
            throw new IOException("The backup has layout " + first.get("format") + " and this version reads up to "
                    + Layout.FORMAT + "; use a newer version");
        }
        return new Description(lines);
    }
}
