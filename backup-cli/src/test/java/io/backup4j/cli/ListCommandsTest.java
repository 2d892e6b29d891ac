package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Looking at what there is: list, show, ls, diff, stats. */
class ListCommandsTest {
    private Program backup;

    @BeforeEach
    void start(@TempDir Path place) {
        backup = Program.in(place);
    }

    @Test
    void listsNothing() {
        assertThat(backup.done("list").out()).isEqualTo("0 restore points, 0 B\n");
        assertThat(backup.done("list", "--json").out())
                .endsWith(
                        "\"total\":0,\"totalBytes\":0,\"points\":[],\"damaged\":[],\"unreadable\":[],\"missing\":[]}\n");
    }

    @Test
    void listsNewestFirst() {
        String older = backup.backedUp();
        String newer = backup.backedUp();

        JsonNode list = backup.json("list");

        assertThat(list.propertyNames())
                .containsExactly("repository", "total", "totalBytes", "points", "damaged", "unreadable", "missing");
        assertThat(list.get("points").findValuesAsString("id")).containsExactly(newer, older);
        assertThat(list.get("total").asLong()).isEqualTo(2);
        assertThat(list.get("totalBytes").asLong()).isEqualTo(52);
        List<String> lines = backup.done("list").out().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("ID ");
        assertThat(lines.get(1)).startsWith(newer.substring(0, 8));
        assertThat(lines.get(3)).isEqualTo("2 restore points, 52 B");
    }

    @Test
    void listsWhatIsAskedFor() {
        backup.done("create", backup.tree(), "--tag", "a", "--tag", "b", "--name", "First");
        backup.done("create", backup.tree(), "--tag", "a", "--description", "the second");

        assertThat(names("--tag", "a")).containsExactly("", "First");
        assertThat(names("--tag", "a", "--tag", "b")).containsExactly("First");
        assertThat(names("--text", "SECOND")).containsExactly("");
        assertThat(names("--limit", "1")).containsExactly("");
        assertThat(names("--offset", "1")).containsExactly("First");
        assertThat(names("--since", "1h")).hasSize(2);
        assertThat(names("--until", "1h")).isEmpty();
        assertThat(backup.done("list", "--limit", "1").out()).endsWith("\n1 of 2 restore points, 52 B\n");
    }

    @Test
    void refusesFiltersThatMakeNoSense() {
        backup.run("list", "--since", "soon").ends(ExitCodes.USAGE);
        backup.run("list", "--limit", "0").ends(ExitCodes.USAGE);
        backup.run("list", "--limit", "x").ends(ExitCodes.USAGE);
        backup.run("list", "--offset", "-1").ends(ExitCodes.USAGE);
        backup.run("list", "surplus").ends(ExitCodes.USAGE);
    }

    @Test
    void showsAPointByTheBeginningOfItsId() {
        String id = backup.backedUp();

        assertThat(backup.json("show", id.substring(0, 8))).isEqualTo(backup.json("show", "latest"));
        assertThat(backup.json("show", id).get("id").asString()).isEqualTo(id);
        assertThat(backup.done("show", id).out())
                .startsWith("id           " + id)
                .contains("status       complete", "component    tree: files " + backup.place.resolve("tree"));
    }

    @Test
    void saysWhenNoPointOrSeveralAreMeant() {
        assertThat(backup.run("show", "latest").ends(ExitCodes.FAILED).err()).startsWith("backup: ");
        // Of 17 ids two begin alike.
        List<String> ids =
                IntStream.range(0, 17).mapToObj(i -> backup.backedUp()).toList();
        String ambiguous = ids.stream()
                .map(id -> id.substring(0, 1))
                .filter(first -> ids.stream().filter(id -> id.startsWith(first)).count() > 1)
                .findFirst()
                .orElseThrow();

        assertThat(backup.run("show", ambiguous).ends(ExitCodes.FAILED).err())
                .startsWith("backup: ")
                .contains(ambiguous);
        assertThat(backup.run("show", "nonsense").ends(ExitCodes.FAILED).err())
                .startsWith("backup: ")
                .contains("nonsense");
    }

    @Test
    void listsEntries() {
        backup.backedUp();

        assertThat(backup.done("ls", "latest").out().lines().filter(line -> !line.equals(".")))
                .containsExactly("a.txt", "sub", "sub/b.txt");
        assertThat(backup.done("ls", "latest", "/sub/").out()).isEqualTo("sub\nsub/b.txt\n");
        assertThat(backup.done("ls", "latest", "a.txt", "--sha256").out())
                .isEqualTo("8ed3f6ad685b959ead7022518e1af76cd816f8e8ec7ccdda1ed4018e8f2223f8  a.txt\n");
        assertThat(backup.done("ls", "latest", "a.txt", "--long").out())
                .matches("-rw.* 5  \\d{4}-\\d\\d-\\d\\d .*  a.txt\n");
    }

    @Test
    void listsEntriesForScripts() {
        String id = backup.backedUp();

        assertThat(backup.run("ls", "latest", "--component", "other", "--json")
                        .ends(ExitCodes.FAILED)
                        .out())
                .isEmpty();
        JsonNode list = backup.json("ls", "latest", "a.txt");

        assertThat(list.get("point").asString()).isEqualTo(id);
        JsonNode entry = list.get("entries").get(0);
        assertThat(entry.propertyNames())
                .contains(
                        "component",
                        "path",
                        "kind",
                        "size",
                        "modified",
                        "mode",
                        "uid",
                        "gid",
                        "owner",
                        "group",
                        "sha256");
        assertThat(entry.get("path").asString()).isEqualTo("a.txt");
        assertThat(entry.get("kind").asString()).isEqualTo("file");
        assertThat(entry.get("size").asLong()).isEqualTo(5);
    }

    @Test
    @DisabledOnOs(
            value = {OS.WINDOWS, OS.MAC},
            disabledReason = "Other systems have no such names, or another sha256sum")
    void digestsAreWhatSha256sumReads() throws IOException, InterruptedException {
        for (String name : List.of("plain", "back\\slash", "line\nfeed", "carriage\rreturn", "esc\u001b[31m", "*")) {
            backup.file("x/" + name, name);
        }
        assertThat(shell("printf no-text > \"$(printf 'x/caf\\351\\134')\"; cp -r x y"))
                .isEmpty();
        backup.done(
                "create",
                backup.place.resolve("x").toString(),
                backup.place.resolve("y").toString());
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        backup.run(printed, "ls", "latest", "--sha256").ends(ExitCodes.DONE);

        assertThat(printed.toString(StandardCharsets.ISO_8859_1))
                .hasLineCount(14)
                .contains("  x/caf\u00e9\\\\\n", "  y/line\\nfeed\n", "  x/carriage\\rreturn\n", "  x/esc\u001b[31m\n");
        Files.write(backup.place.resolve("sums"), printed.toByteArray());
        assertThat(shell("sha256sum --check --strict --quiet sums")).isEmpty();
        assertThat(backup.typing("").done("ls", "latest", "--sha256").out()).contains("  x/esc\\x1b[31m\n");
    }

    @Test
    @DisabledOnOs(
            value = {OS.WINDOWS, OS.MAC},
            disabledReason = "Other systems have no links of this kind")
    void linkThatIsNoText_isShownWithItsBytes() throws IOException, InterruptedException {
        backup.tree();
        assertThat(shell("cd tree; ln -s \"$(printf '/caf\\351/x')\" latin; ln -s '/café/x' text"))
                .isEmpty();
        backup.done("create", backup.place.resolve("tree").toString());

        assertThat(backup.done("ls", "latest", "--long").out())
                .contains("  latin -> /caf\\xe9/x\n", "  text -> /café/x\n");
        JsonNode latin = backup.json("ls", "latest", "latin").at("/entries/0");
        assertThat(latin.get("link").asString()).isEqualTo("/caf\\xe9/x");
        assertThat(latin.get("linkHex").asString()).isEqualTo("2f636166e92f78");
        JsonNode text = backup.json("ls", "latest", "text").at("/entries/0");
        assertThat(text.get("link").asString()).isEqualTo("/café/x");
        assertThat(text.has("linkHex")).isFalse();
    }

    /** Runs a command in the directory of this test and returns all that it says. */
    private String shell(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", command)
                .directory(backup.place.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        shell.waitFor();
        return said;
    }

    @Test
    void listsEntriesOfSeveralComponents() {
        backup.done("create", "x=" + backup.tree(), "y=" + backup.place.resolve("tree/sub"));

        assertThat(backup.done("ls", "latest").out()).contains("x/a.txt\n", "y/b.txt\n");
        assertThat(backup.done("ls", "latest", "--component", "y").out())
                .contains("y/b.txt\n")
                .doesNotContain("x/");
        assertThat(backup.run("ls", "latest", "--component", "z")
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("x, y");
    }

    @Test
    void saysWhenThereIsNoSuchEntry() {
        backup.backedUp();

        backup.run("ls", "latest", "nonsense").ends(ExitCodes.FAILED);
        backup.run("ls", "latest", "../nonsense").ends(ExitCodes.USAGE);
    }

    @Test
    void comparesPoints() {
        String before = backup.backedUp();
        backup.file("tree/a.txt", "something else");
        backup.file("tree/new.txt", "new");
        String after = backup.json("create", backup.place.resolve("tree").toString())
                .get("point")
                .get("id")
                .asString();

        assertThat(backup.done("diff", before, after).out())
                .contains("M tree: a.txt  14 B (was 5 B)\n", "+ tree: new.txt  3 B\n");
        JsonNode report = backup.json("diff", before, after);
        assertThat(report.propertyNames())
                .containsExactly("from", "to", "counts", "bytesAdded", "bytesRemoved", "changes");
        assertThat(report.get("from").asString()).isEqualTo(before);
        assertThat(report.get("counts").propertyNames())
                .containsExactly("added", "modified", "attributes", "deleted", "moved");
        assertThat(report.get("counts").get("added").asLong()).isEqualTo(1);
        assertThat(report.get("counts").get("modified").asLong()).isEqualTo(1);
        assertThat(report.get("bytesAdded").asLong()).isEqualTo(17);
        assertThat(report.get("changes").get(0).propertyNames()).contains("component", "kind", "after");
        assertThat(backup.json("diff", after, after).get("changes")).isEmpty();
    }

    @Test
    void countsWhatThereIs() {
        backup.backedUp();

        JsonNode figures = backup.json("stats");

        assertThat(figures.propertyNames())
                .containsExactly(
                        "repository",
                        "points",
                        "originalBytes",
                        "uniqueBytes",
                        "storedBytes",
                        "packs",
                        "chunks",
                        "packsRead",
                        "oldestRead",
                        "epoch",
                        "outdatedBytes",
                        "pointsDamaged",
                        "coveredBytes",
                        "parityBytes");
        assertThat(figures.get("points").asLong()).isEqualTo(1);
        assertThat(figures.get("originalBytes").asLong()).isEqualTo(26);
        assertThat(backup.done("stats").out()).contains("restore points  1\n");
    }

    private List<String> names(String... filter) {
        String[] arguments =
                Stream.concat(Stream.of("list"), Arrays.stream(filter)).toArray(String[]::new);
        List<String> names = new ArrayList<>();
        backup.json(arguments)
                .get("points")
                .forEach(point -> names.add(point.get("name").asString()));
        return names;
    }
}
