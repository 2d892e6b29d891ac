package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.testservers.RunningPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PostgresCommandsTest {
    private static int databases;

    private final RunningPostgres server = RunningPostgres.of(15);
    private Program backup;
    private String name;

    @BeforeEach
    void start(@TempDir Path place) throws SQLException {
        backup = Program.in(place);
        name = "cli" + ++databases;
        run("postgres", "create database " + name);
        run(name, "create table note (text text); insert into note values ('first')");
    }

    private String url(String database) {
        return "postgres://" + RunningPostgres.SUPERUSER + "@127.0.0.1:" + server.port() + '/' + database;
    }

    private void run(String database, String statements) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    private String notes(String database, String table) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select string_agg(text, ',' order by text) from " + table)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void takesADatabaseBesideFilesAndRestoresItAsANewOne() throws Exception {
        JsonNode point =
                backup.json("create", url(name), "uploads=" + backup.tree()).get("point");
        assertThat(point.get("components").get(0).get("name").asString()).isEqualTo(name);

        backup.done("restore", "latest", "--component", name, "--to", url(name + "_copy"));
        assertThat(notes(name + "_copy", "note")).isEqualTo("first");
        assertThat(backup.run("restore", "latest", "--component", name, "--to", url(name))
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("exists");
        assertThat(backup.run("restore", "latest", "--component", "uploads", "--to", url(name + "_x"))
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("backup of something else");
    }

    @Test
    void replacesADatabaseAndUndoesThat() throws Exception {
        backup.done("create", url(name));
        run(name, "insert into note values ('second')");

        assertThat(backup.run("restore", "latest", "--to", url(name), "--swap")
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("--force");
        backup.done("restore", "latest", "--to", url(name), "--swap", "--force");
        assertThat(notes(name, "note")).isEqualTo("first");

        assertThat(backup.done("undo", "--to", url(name), "--dry-run").out()).contains(name + "_before_");
        assertThat(backup.run("undo", "--to", url(name), "--live")
                        .ends(ExitCodes.USAGE)
                        .err())
                .contains("SQLite");
        assertThat(backup.done("undo", "--to", url(name), "--force", "--json").out())
                .contains("\"database\":\"" + name + '"', "\"putBack\":\"" + name + "_before_", "\"dryRun\":false");
        assertThat(notes(name, "note")).isEqualTo("first,second");
        assertThat(backup.run("undo", "--to", url(name), "--force")
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("no restore", "where nothing was", "remove");
        assertThat(notes(name, "note")).isEqualTo("first,second");
    }

    @Test
    void restoresSingleTables() throws Exception {
        backup.done("create", url(name));
        run(name, "update note set text = 'changed'");

        backup.done("restore", "latest", "--to", url(name), "--table", "public.note", "--beside", "old", "--force");
        assertThat(notes(name, "old.note")).isEqualTo("first");
        backup.done("restore", "latest", "--to", url(name), "--table", "public.note", "--force");
        assertThat(notes(name, "note")).isEqualTo("first");
        assertThat(backup.run("undo").ends(ExitCodes.USAGE).err()).contains("tables [public.note]", "--table");
        backup.done("undo", "--to", url(name), "--table", "public.note", "--force");
        assertThat(notes(name, "note")).isEqualTo("changed");
        assertThat(backup.run("undo", "--to", "sqlite:/x", "--disconnect")
                        .ends(ExitCodes.USAGE)
                        .err())
                .contains("whole PostgreSQL databases");
        assertThat(backup.run("undo", "--to", "sqlite:/x", "--table", "public.note")
                        .ends(ExitCodes.USAGE)
                        .err())
                .contains("--table");
        assertThat(backup.run("restore", "latest", "--to", url(name), "--table", "note")
                        .ends(ExitCodes.USAGE)
                        .err())
                .contains("--table");
    }

    @Test
    void findsThePasswordInTheEnvironmentOrTheFile() throws Exception {
        Path file =
                Files.writeString(backup.place.resolve("pgpass"), "*:*:other:*:no\n127.0.0.1:*:*:cli_user:s3\\:cret\n");
        Logins logins = Program.logins("PGPASSFILE", file.toString());

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(logins.password("127.0.0.1", 1, "shop", "cli_user")).isEmpty();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(logins.password("127.0.0.1", 1, "shop", "cli_user")).contains("s3:cret");
        assertThat(logins.password("127.0.0.1", 1, "other", "cli_user")).contains("no");
        assertThat(logins.password("127.0.0.1", 1, "shop", "nobody")).isEmpty();
        assertThat(Program.logins("PGPASSWORD", "direct").password("h", 1, "d", "u"))
                .contains("direct");
    }

    @Test
    void asksForAPasswordThatTheServerWants() throws Exception {
        String role = RunningPostgres.WITH_PASSWORD;
        run(
                "postgres",
                "drop role if exists " + role + "; create role " + role + " login superuser password 's3:cret'");
        String url = url(name).replace(RunningPostgres.SUPERUSER + '@', role + '@');

        assertThat(backup.run("create", url).ends(ExitCodes.USAGE).err()).contains("PGPASSWORD", ".pgpass");
        assertThat(backup.typing("", "wrong")
                        .run("create", url)
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("Password for " + role, "password authentication failed")
                .doesNotContain("wrong");
        assertThat(backup.typing("", "s3:cret").done("create", url).err()).containsOnlyOnce("Password for " + role);
        backup.set("PGPASSWORD", "s3:cret").typing("").done("create", url);
        run("postgres", "drop role " + role);
    }

    @Test
    void takesNoPasswordFromTheCommandLine() {
        assertThat(backup.run("create", "postgres://me:secret@localhost/shop")
                        .ends(ExitCodes.USAGE)
                        .err())
                .contains("PGPASSWORD")
                .doesNotContain("secret");
        assertThat(backup.run("restore", "latest", "--to", "/tmp/x", "--swap")
                        .ends(ExitCodes.USAGE)
                        .err())
                .contains("--swap");
    }
}
