package io.backup4j.sql.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Everything that a database holds, as text. */
final class Dump {
    private Dump() {}

    static List<String> of(Path database) throws SQLException {
        try (Connection connection = Bank.connect(database)) {
            return of(connection);
        }
    }

    static List<String> of(Connection connection) throws SQLException {
        List<String> lines = new ArrayList<>();
        for (String pragma : List.of("user_version", "application_id", "encoding")) {
            lines.add(pragma + " " + Sql.text(connection, "pragma " + pragma));
        }
        lines.addAll(rows(connection, "select type, name, tbl_name, sql from sqlite_schema order by 1, 2"));
        List<String> tables = rows(connection, "select name from sqlite_schema where type = 'table' order by 1");
        for (String table : tables) {
            lines.add(table);
            lines.addAll(rows(connection, "select * from \"" + table.replace("\"", "\"\"") + "\" order by 1"));
        }
        return lines;
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                StringBuilder row = new StringBuilder(value(result, 1));
                for (int column = 2; column <= columns; column++) {
                    row.append('|').append(value(result, column));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    private static String value(ResultSet result, int column) throws SQLException {
        Object value = result.getObject(column);
        return value instanceof byte[] bytes ? java.util.HexFormat.of().formatHex(bytes) : String.valueOf(value);
    }
}
