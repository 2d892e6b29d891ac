package io.backup4j.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A SQLite database of articles, whose text is taken from real files. After each change it has no commits in its log. */
final class TextDatabase implements AutoCloseable {
    private static final int ROW = 1_800;
    private static final int TEXT_HELD = 200_000_000;

    private final Connection connection;
    private final String text;
    private final Random random = new Random(42);
    private long rows;

    private TextDatabase(Connection connection, String text) {
        this.connection = connection;
        this.text = text;
    }

    /** Makes a database of about {@code bytes}; a text that is too short for it is used from its beginning again. */
    static TextDatabase create(Path database, Path files, long bytes) throws IOException, SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        TextDatabase made = new TextDatabase(connection, read(files, bytes));
        made.execute("pragma journal_mode=wal");
        made.execute("create table article(id integer primary key, title text, body text)");
        made.execute("create index title on article(title)");
        made.insert(bytes / (ROW + 100));
        return made;
    }

    private static String read(Path files, long bytes) throws IOException {
        StringBuilder text = new StringBuilder();
        List<Path> sorted;
        try (Stream<Path> walk = Files.walk(files)) {
            sorted = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : sorted) {
            if (text.length() > Math.min(bytes, TEXT_HELD)) {
                break;
            }
            text.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    long rows() {
        return rows;
    }

    void insert(long count) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("insert into article(title, body) values(?, ?)")) {
            for (long i = 0; i < count; i++) {
                long at = rows++ * ROW;
                insert.setString(1, piece(at, 40));
                insert.setString(2, piece(at, ROW));
                insert.executeUpdate();
            }
        }
        commit();
    }

    /** Changes a word in the middle of so many rows, anywhere in the table. */
    void update(long count) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement update = connection.prepareStatement(
                "update article set body = substr(body, 1, 800) || ? || substr(body, 820) where id = ?")) {
            for (long i = 0; i < count; i++) {
                update.setString(1, "changed " + random.nextInt());
                update.setLong(2, 1 + (long) (random.nextDouble() * rows));
                update.executeUpdate();
            }
        }
        commit();
    }

    private String piece(long at, int length) {
        int from = (int) (at % Math.max(1, text.length() - length));
        return text.substring(from, from + length);
    }

    private void commit() throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
        execute("pragma wal_checkpoint(truncate)");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
