package io.backup4j.examples.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.TreeSnapshot;
import io.backup4j.testservers.RunningPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Runs each recipe and looks at what comes of it. A test is called like its recipe. */
@ResourceLock(Resources.SYSTEM_OUT)
class RecipesTest {
    @TempDir
    private Path directory;

    @Test
    void everyRecipeOfTheReadmeHasATest() throws IOException {
        List<String> tests = Arrays.stream(RecipesTest.class.getDeclaredMethods())
                .map(Method::getName)
                .toList();
        assertThat(Documents.recipes())
                .hasSizeGreaterThan(10)
                .allSatisfy(recipe ->
                        assertThat(tests).contains(Character.toLowerCase(recipe.charAt(0)) + recipe.substring(1)));
    }

    @Test
    void main_leavesNothingBehind() throws Exception {
        Path[] used = new Path[1];
        Scratch.run(place -> {
            used[0] = Scratch.makeTree(place);
            assertThat(used[0].resolve("pictures/garden.jpg")).hasSize(2_000_000);
        });
        assertThat(used[0]).doesNotExist();
    }

    @Test
    void main_saysWhichArgumentIsMissing() throws Exception {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RestoreOneTable.class.getName(),
                        "jdbc:postgresql://localhost/shop")
                .redirectErrorStream(true)
                .start();
        try (var output = java.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.lines()).containsExactly("Missing argument 2: a table such as public.orders");
        }
        assertThat(java.waitFor()).isEqualTo(2);
    }

    @Test
    void encryptedFiles() throws Exception {
        output(EncryptedFiles::run);
        TreeSnapshot.of(directory.resolve("restored")).assertSameAs(TreeSnapshot.of(directory.resolve("data")));
    }

    @Test
    void restoreOneFile() throws Exception {
        String output = output(RestoreOneFile::run);
        assertThat(directory.resolve("found/letters/to-grandmother.txt"))
                .hasContent("Dear grandmother, thank you for the cake.\n");
        assertThat(TreeSnapshot.of(directory.resolve("found")).paths())
                .noneMatch(path -> path.contains("bank") || path.contains("pictures"));
        assertThat(output)
                .contains("There is letters/to-the-bank.txt, 34 bytes")
                .contains("Restored 42 bytes");
    }

    @Test
    void postgresToALocalStore() throws Exception {
        RunningPostgres server = RunningPostgres.of(15);
        query(server, "postgres", "create database recipe_shop");
        query(server, "recipe_shop", "create table orders as select 1 as id");
        String url = server.url("recipe_shop") + "?user=" + RunningPostgres.SUPERUSER;
        assertThat(output(place -> PostgresToALocalStore.run(place, url, "recipe_copy")))
                .contains("1 rows", "there again as recipe_copy");
        query(server, "recipe_copy", "insert into orders values (2)");
    }

    @Test
    void restoreOneTable() throws Exception {
        RunningPostgres server = RunningPostgres.of(15);
        query(server, "postgres", "create database recipe_table");
        query(server, "recipe_table", "create table orders as select 1 as id");
        String url = server.url("recipe_table") + "?user=" + RunningPostgres.SUPERUSER;
        assertThat(output(place -> RestoreOneTable.run(place, url, "public.orders")))
                .contains("would replace 1 table");
        query(server, "recipe_table", "insert into yesterday.orders values (2)");
    }

    private static void query(RunningPostgres server, String database, String statement) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statements = connection.createStatement()) {
            statements.execute(statement);
        }
    }

    @Test
    void keepSevenDaily() throws Exception {
        String output = output(KeepSevenDaily::run);
        assertThat(output.lines().filter(line -> line.matches(".* keep .*daily 2026-.*")))
                .hasSize(7)
                .allMatch(line -> line.contains("T18:00"));
        assertThat(output.lines().filter(line -> line.contains(" remove "))).hasSize(11);
        assertThat(output).contains("keep [protected]").contains("9 restore points are left");
    }

    @Test
    void sqliteNightly() throws Exception {
        assertThat(output(SqliteNightly::run).lines()).hasSize(3).allMatch(line -> line.endsWith("of them new"));
    }

    @Test
    void databaseAndUploads() throws Exception {
        assertThat(output(DatabaseAndUploads::run)).contains("Restored uploads and a shop with 1 order");
        assertThat(directory.resolve("restored/letters/to-the-bank.txt")).exists();
        try (SampleShop restored = SampleShop.open(directory.resolve("restored/shop.db"))) {
            assertThat(restored.orders()).isEqualTo(1);
        }
    }

    @Test
    void undoARestore() throws Exception {
        assertThat(output(UndoARestore::run).lines())
                .containsExactly("Restored: 1 order", "Undone: 2 orders", "This time it was right: 1 order");
    }

    @Test
    void watchProgress() throws Exception {
        String output = output(WatchProgress::run);
        assertThat(output)
                .contains("Made ")
                .contains("COMPLETED")
                .containsPattern("FINISHED: \\d+ entries, 20000\\d\\d bytes");
        assertThat(output).containsAnyOf("Cancelled, no restore point made", "It was over before");
    }

    @Test
    void verifyEverything() throws Exception {
        String output = output(VerifyEverything::run);
        assertThat(output)
                .contains("structure: clean")
                .contains("a tenth: clean")
                .contains("every byte: clean");
        assertThat(output)
                .contains("after damage: DAMAGED")
                .contains("LOSS packs/")
                .contains("pictures/garden.jpg");
    }

    @Test
    void backUpACommand() throws Exception {
        assertThat(output(BackUpACommand::run)).containsPattern("Backed up \\d\\d+ bytes");
        assertThat(directory.resolve("sorted.txt")).content().contains(System.getProperty("java.version"));
    }

    @Test
    void severalComponents() throws Exception {
        assertThat(output(SeveralComponents::run)).contains("settings: ").contains("uploads: ");
        assertThat(directory.resolve("only-settings/app.conf")).hasContent("colour = green\n");
        assertThat(directory.resolve("everything/settings/app.conf")).hasContent("colour = green\n");
        assertThat(directory.resolve("everything/uploads/pictures/garden.jpg")).hasSize(2_000_000);
        assertThat(directory.resolve("only-settings/pictures")).doesNotExist();
    }

    @Test
    void copyToAnotherRepository() throws Exception {
        List<Long> added = numbers(output(CopyToAnotherRepository::run), "of which (\\d+) bytes");
        assertThat(added).hasSize(2);
        assertThat(added.get(0)).isGreaterThan(2_000_000);
        assertThat(added.get(1)).isBetween(1L, 10_000L);
    }

    @Test
    void exportAsArchive() throws Exception {
        String output = output(ExportAsArchive::run);
        assertThat(Files.readAllBytes(directory.resolve("backup.tar.gz"))).startsWith(0x1f, 0x8b);
        assertThat(output).contains("2000076 bytes");
        assertThat(numbers(output, "of which (\\d+) bytes").get(0)).isLessThan(10_000);
    }

    @Test
    void yourOwnSource() throws Exception {
        assertThat(output(YourOwnSource::run)).contains("Backed up 2 settings");
        assertThat(directory.resolve("settings/colour")).hasContent("green");
        assertThat(directory.resolve("settings/size")).hasContent("17");
    }

    @Test
    void yourOwnStore() throws Exception {
        assertThat(output(YourOwnStore::run))
                .contains(" config")
                .contains(" packs/")
                .contains(" points/");
    }

    @Test
    void changeThePassword() throws Exception {
        assertThat(output(ChangeThePassword::run))
                .contains("password 'since the audit'")
                .contains("with the new password")
                .contains("The old password: ");
    }

    @Test
    void backUpToABucket() throws Exception {
        assertThat(output(place -> BackUpToABucket.run(place, new InMemoryStore())))
                .containsPattern("Stored 20\\d{5} bytes in memory with [5-9] puts, \\d reads and \\d+ lists");
    }

    @Test
    void keepTwoCopies() throws Exception {
        assertThat(output(KeepTwoCopies::run))
                .contains("here has 1 restore points")
                .contains("elsewhere has 1 restore points")
                .containsPattern("Healed \\[config in .*here\\], still damaged \\[\\]")
                .contains("All there: true");
    }

    private String output(Scratch.Recipe recipe) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            recipe.run(directory);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static List<Long> numbers(String text, String regex) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map((MatchResult found) -> Long.valueOf(found.group(1)))
                .toList();
    }
}
