package io.backup4j.sql.postgres.internal.layout;

import io.backup4j.api.EntryPath;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The names of the entries. A restore takes them in their order; rows of tables and large objects any number at once. */
public final class Layout {
    /** The version of the layout that is written, and the newest that is read. */
    public static final int FORMAT = 1;

    /** What the database is, and what a target must have. */
    public static final EntryPath DATABASE = EntryPath.of("0-database.txt");

    /** Which tables have data, with their columns, and what was left out. */
    public static final EntryPath TABLES = EntryPath.of("0-tables.txt");

    /** The statements before the data. */
    public static final EntryPath PRE_DATA = EntryPath.of("1-pre-data.sql");

    /** Below it a directory for each schema, in it a file for each table. */
    public static final EntryPath DATA = EntryPath.of("2-data");

    /** In it a file for each large object. */
    public static final EntryPath LARGE_OBJECTS = EntryPath.of("3-large-objects");

    /** The values of the sequences. */
    public static final EntryPath SEQUENCES = EntryPath.of("4-sequences.sql");

    /** The statements after the data. */
    public static final EntryPath POST_DATA = EntryPath.of("5-post-data.sql");

    /** Owners and privileges. */
    public static final EntryPath PRIVILEGES = EntryPath.of("6-privileges.sql");

    /** How many rows each table gave. */
    public static final EntryPath ROWS = EntryPath.of("7-rows.txt");

    /** The name of the attribute of {@link #DATABASE} that holds its content, so that plans can look at it. */
    public static final String DESCRIPTION = "backup4j.postgres";

    private static final List<EntryPath> BEFORE_DATA = List.of(DATABASE, TABLES, PRE_DATA);
    private static final List<EntryPath> AFTER_DATA = List.of(SEQUENCES, POST_DATA, PRIVILEGES, ROWS);
    private static final String COPY = ".copy";

    private Layout() {}

    /** Returns the directory of the tables of a schema. */
    public static EntryPath schema(String schema) {
        return DATA.resolve(encode(schema));
    }

    /** Returns the file of a table. */
    public static EntryPath table(String schema, String table) {
        return schema(schema).resolve(encode(table + COPY));
    }

    /** Returns the file of a large object. */
    public static EntryPath largeObject(long oid) {
        return LARGE_OBJECTS.resolve(String.format(Locale.ROOT, "%010d", oid).getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns in which stage of a restore an entry is taken: rows and large objects need each other not, all else comes alone. */
    public static int stage(EntryPath path) {
        if (path.startsWith(DATA) || path.startsWith(LARGE_OBJECTS)) {
            return BEFORE_DATA.size();
        }
        int before = BEFORE_DATA.indexOf(path);
        return before < 0 ? BEFORE_DATA.size() + 1 + AFTER_DATA.indexOf(path) : before;
    }

    /** Returns which table a path is the file of. */
    public static Optional<TableName> tableOf(EntryPath path) {
        List<byte[]> names = path.names();
        if (names.size() != 3 || !path.startsWith(DATA)) {
            return Optional.empty();
        }
        String file = decode(names.get(2));
        return file.endsWith(COPY)
                ? Optional.of(new TableName(decode(names.get(1)), file.substring(0, file.length() - COPY.length())))
                : Optional.empty();
    }

    /** Returns which large object a path is the file of. */
    public static Optional<Long> largeObjectOf(EntryPath path) {
        String name = path.isRoot() ? "" : new String(path.name(), StandardCharsets.UTF_8);
        return path.startsWith(LARGE_OBJECTS) && name.matches("[0-9]{10}")
                ? Optional.of(Long.parseLong(name))
                : Optional.empty();
    }

    /** Names of tables may hold anything; names of entries hold no slash, and people like to unpack them as files. */
    static byte[] encode(String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int b = bytes[i] & 0xff;
            if (b < ' ' || b == 0x7f || "%/\\:*?\"<>|".indexOf(b) >= 0 || i == 0 && b == '.') {
                out.writeBytes("%%%02X".formatted(b).getBytes(StandardCharsets.US_ASCII));
            } else {
                out.write(b);
            }
        }
        return out.toByteArray();
    }

    static String decode(byte[] name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < name.length; i++) {
            if (name[i] == '%' && i + 2 < name.length) {
                out.write(Integer.parseInt(new String(name, i + 1, 2, StandardCharsets.US_ASCII), 16));
                i += 2;
            } else {
                out.write(name[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
