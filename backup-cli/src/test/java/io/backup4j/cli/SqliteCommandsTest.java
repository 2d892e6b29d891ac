package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SqliteCommandsTest {
    private Program backup;
    private Path database;

    @BeforeEach
    void start(@TempDir Path place) throws SQLException {
        backup = Program.in(place);
        database = place.resolve("app.db");
        run("pragma journal_mode=wal", "create table note(text)", "insert into note values('first')");
    }

    @Test
    void takesADatabaseAndTheFilesBesideIt() throws Exception {
        JsonNode point = backup.json("create", "db=sqlite:" + database, "uploads=" + backup.tree())
                .get("point");

        JsonNode db = point.get("components").get(0);
        assertThat(db.get("name").asString()).isEqualTo("db");
        assertThat(db.get("sourceType").asString()).isEqualTo("sqlite");
        assertThat(db.get("sourceLocation").asString()).isEqualTo(database.toString());
        assertThat(db.get("properties").get("app.db/journalMode").asString()).isEqualTo("wal");
        Path target = backup.place.resolve("target");
        backup.done("restore", "latest", "--component", "db", "--to", target.toString());
        assertThat(notes(target.resolve("app.db"))).isEqualTo("first");
    }

    @Test
    void callsItLikeItsFileAndTakesItOnce() {
        JsonNode point = backup.json("create", "sqlite:" + database).get("point");
        assertThat(point.get("components").get(0).get("name").asString()).isEqualTo("app.db");

        String twice = "sqlite:" + backup.place.resolve("./app.db");
        backup.run("create", "sqlite:" + database, twice).ends(ExitCodes.USAGE);
        backup.run("create", "sqlite:").ends(ExitCodes.USAGE);
    }

    @Test
    void saysWhenThereIsNoDatabase() {
        assertThat(backup.run("create", "sqlite:" + backup.place.resolve("missing.db"))
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("missing.db")
                .hasLineCount(1);
        assertThat(backup.place.resolve("missing.db")).doesNotExist();
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String notes(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select group_concat(text) from note")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
