package io.backup4j.sql.postgres.internal.layout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scripts: SQL as any program takes it, in which a comment before each piece says what it is and how many bytes it has, so
 * that nobody needs to understand SQL to take the pieces apart.
 */
public final class Scripts {
    private static final String FRAME = "-- backup4j";
    private static final String TABLE = "table";
    private static final String REFERENCES = "references";
    private static final int LONGEST_LINE = 1 << 20;

    private Scripts() {}

    /** Takes a piece of a script. */
    @FunctionalInterface
    public interface Reader {
        /** Takes the next piece. */
        void take(Statement statement) throws IOException;
    }

    /** Returns a script. */
    public static byte[] write(List<Statement> statements) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Statement statement : statements) {
            byte[] sql = statement.sql().getBytes(StandardCharsets.UTF_8);
            out.writeBytes(frame(statement, sql.length).getBytes(StandardCharsets.UTF_8));
            out.writeBytes(sql);
            out.writeBytes(";\n\n".getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }

    private static String frame(Statement statement, int length) {
        Fields fields =
                Fields.of(FRAME.substring(3)).with("kind", statement.kind()).with("name", statement.name());
        put(fields, TABLE, statement.table());
        put(fields, REFERENCES, statement.references());
        return "-- " + fields.with("bytes", length) + '\n';
    }

    private static void put(Fields fields, String key, @Nullable TableName table) {
        if (table != null) {
            fields.with(key, List.of(table.schema(), table.table()));
        }
    }

    /**
     * Takes a script apart.
     *
     * @throws IOException when it is not such a script, or it ends in the middle, or {@code reader} fails
     */
    public static void read(InputStream in, Reader reader) throws IOException {
        for (String line = line(in); line != null; line = line(in)) {
            if (!line.startsWith(FRAME + ' ')) {
                throw new IOException("A script has '" + line + "' where a piece should begin");
            }
            Fields fields = Fields.parse(line.substring(3));
            byte[] sql = in.readNBytes(Math.toIntExact(fields.number("bytes")));
            byte[] end = in.readNBytes(3);
            if (!new String(end, StandardCharsets.US_ASCII).equals(";\n\n")) {
                throw new IOException("A script ends in the middle, in " + fields.get("name"));
            }
            reader.take(new Statement(
                    fields.get("kind"),
                    fields.get("name"),
                    table(fields.list(TABLE)),
                    table(fields.list(REFERENCES)),
                    new String(sql, StandardCharsets.UTF_8)));
        }
    }

    private static @Nullable TableName table(List<String> names) {
        return names.size() == 2 ? new TableName(names.get(0), names.get(1)) : null;
    }

    private static @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        if (b < 0) {
            return null;
        }
        for (; b >= 0 && b != '\n' && line.size() < LONGEST_LINE; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
