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

    @Test
    void restoresADatabaseAndUndoesThat() throws Exception {
        backup.done("create", "db=sqlite:" + database, "uploads=" + backup.tree());
        run("insert into note values('second')");
        String to = "sqlite:" + database;

        assertThat(backup.run("restore", "latest", "--component", "db", "--to", to)
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("overwrite app.db", "--force");
        assertThat(notes(database)).isEqualTo("first,second");

        JsonNode report = backup.json("restore", "latest", "--component", "db", "--to", to, "--force");
        assertThat(notes(database)).isEqualTo("first");
        JsonNode before = backup.json("show", report.get("safetyPoint").asString());
        assertThat(before.get("origin").asString()).isEqualTo("pre-restore");

        assertThat(backup.done("undo", "--dry-run").out()).contains("overwrite app.db");
        assertThat(backup.run("undo").ends(ExitCodes.FAILED).err())
                .contains("overwrite app.db", before.get("id").asString().substring(0, 8));
        assertThat(notes(database)).isEqualTo("first");
        assertThat(backup.run("undo", "--force").ends(ExitCodes.USAGE).err()).contains("--to");
        assertThat(backup.done("undo", "--to", to, "--force").err()).contains("'backup undo' brings it back");
        assertThat(notes(database)).isEqualTo("first,second");
        backup.done("undo", "--to", to, "--force");
        assertThat(notes(database)).isEqualTo("first");
    }

    @Test
    void restoresADatabaseInUse() throws Exception {
        backup.done("create", "db=sqlite:" + database);
        String to = "sqlite:" + database;
        try (Connection app = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = app.createStatement()) {
            statement.execute("insert into note values('second')");

            assertThat(backup.run("restore", "latest", "--to", to, "--force")
                            .ends(ExitCodes.FAILED)
                            .err())
                    .contains("has it open");
            backup.done("restore", "latest", "--to", to, "--live", "--force");
            assertThat(notes(app)).isEqualTo("first");
            backup.done("undo", "--to", to, "--live", "--force");
            assertThat(notes(app)).isEqualTo("first,second");
        }
        JsonNode report = backup.json("restore", "latest", "--to", to, "--force", "--no-safety-backup");
        assertThat(report.has("safetyPoint")).isFalse();
        assertThat(report.get("issues").get(0).get("message").asString()).contains("is kept in");
    }

    @Test
    void leavesWhatARestoreHasMadeWhereNothingWas() throws Exception {
        backup.done("create", "db=sqlite:" + database);
        String to = "sqlite:" + database;
        backup.done("restore", "latest", "--to", to, "--force");
        Path other = backup.place.resolve("other.db");
        backup.done("restore", "latest", "--to", "sqlite:" + other);

        assertThat(backup.run("undo", "--to", "sqlite:" + other, "--force")
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains(other.toString(), "where nothing was", "remove");
        assertThat(notes(other)).isEqualTo("first");
        assertThat(backup.run("undo").ends(ExitCodes.FAILED).err())
                .contains("The last restore that replaced something went to " + database);
    }

    @Test
    void refusesWhatIsNoDatabase() {
        backup.done("create", backup.tree());
        String to = "sqlite:" + backup.place.resolve("other.db");
        assertThat(backup.run("restore", "latest", "--to", to)
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("One database is restored at a time");
        assertThat(backup.run("restore", "latest", "--to", to, "--path", "a.txt")
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("not a SQLite database");
        assertThat(backup.place.resolve("other.db")).doesNotExist();
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        String to = "sqlite:" + database;
        backup.run("restore", "latest", "--to", to, "--mirror").ends(ExitCodes.USAGE);
        backup.run("restore", "latest", "--to", to, "--mirror", "--live").ends(ExitCodes.USAGE);
        backup.run("restore", "latest", "--to", "/tmp", "--live").ends(ExitCodes.USAGE);
        backup.run("undo", "--to", "nonsense:").ends(ExitCodes.USAGE);
        assertThat(backup.run("undo").ends(ExitCodes.FAILED).err()).contains("no restore");
        assertThat(backup.run("undo", "--to", to).ends(ExitCodes.FAILED).err()).contains(database.toString());
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
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            return notes(connection);
        }
    }

    private static String notes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select group_concat(text) from note")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
