package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class KeyCommandsTest {
    private Program backup;
    private String firstKey;
    private String secondKey;

    @BeforeEach
    void start(@TempDir Path place) {
        backup = Program.in(place);
        firstKey = place.resolve("key").toString();
        secondKey = place.resolve("second").toString();
        backup.done("key", "generate", secondKey);
    }

    @Test
    void listsKeys() {
        JsonNode key = backup.json("key", "list").get("keys").get(0);

        assertThat(key.propertyNames()).containsExactly("id", "kind", "label", "createdAt");
        assertThat(key.get("kind").asString()).isEqualTo("key-file");
        assertThat(backup.done("key", "list").out())
                .startsWith(key.get("id").asString())
                .hasLineCount(1);
    }

    @Test
    void addsAndRemovesKeys() {
        String first = backup.json("key", "list").get("keys").get(0).get("id").asString();
        JsonNode added = backup.json("key", "add", "--new-key-file", secondKey, "--label", "spare");
        assertThat(added.get("label").asString()).isEqualTo("spare");
        backup.done("list", "--key-file", secondKey);

        assertThat(backup.run("key", "remove", first).ends(ExitCodes.FAILED).err())
                .contains("--force");
        assertThat(backup.json("key", "remove", first, "--force").get("removed").asString())
                .isEqualTo(first);

        backup.run("list").ends(ExitCodes.FAILED);
        backup.done("list", "--key-file", secondKey);
    }

    @Test
    void rotatesKeysAndKeepsThoseThatAreGiven() {
        String third = backup.place.resolve("third").toString();
        backup.done("key", "generate", third);
        backup.done("key", "add", "--new-key-file", secondKey, "--label", "second");
        backup.done("key", "add", "--new-key-file", third, "--label", "third");

        JsonNode plan = backup.json("key", "rotate", "--keep-key-file", secondKey, "--dry-run");
        assertThat(plan.propertyNames()).containsExactly("dryRun", "epoch", "kept", "removed", "notes");
        assertThat(plan.get("kept")).hasSize(2);
        assertThat(plan.get("removed").get(0).get("label").asString()).isEqualTo("third");
        assertThat(backup.run("key", "rotate", "--keep-key-file", secondKey)
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("third", "--force");
        backup.done("list", "--key-file", third);

        assertThat(backup.done("key", "rotate", "--keep-key-file", secondKey, "--force")
                        .out())
                .contains("keep ", "remove ", "Rotated the keys, to epoch 1");
        backup.done("list");
        backup.done("list", "--key-file", secondKey);
        backup.run("list", "--key-file", third).ends(ExitCodes.FAILED);
        assertThat(backup.done("stats").out()).contains("epoch of keys   1, 0 B from before");
        assertThat(backup.done("key", "rotate", "--keep-key-file", secondKey).out())
                .contains("to epoch 2");
    }

    @Test
    void keepsTheLastKey() {
        String last = backup.json("key", "list").get("keys").get(0).get("id").asString();

        assertThat(backup.run("key", "remove", last, "--force")
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("last");
        assertThat(backup.run("key", "remove", "nonsense", "--force")
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("key list");
        backup.done("list");
    }

    @Test
    void saysWhenSeveralKeysAreMeant() {
        backup.done("key", "add", "--new-key-file", secondKey);

        assertThat(backup.run("key", "remove", "", "--force")
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("Several");
    }

    @Test
    void replacesTheKeyThatOpened() {
        backup.typing("", "new one", "new one");

        JsonNode replaced = backup.json("key", "passwd");

        assertThat(replaced.propertyNames()).containsExactly("removed", "added");
        assertThat(backup.json(
                                "key",
                                "list",
                                "--password-file",
                                backup.file("p", "new one").toString())
                        .get("keys")
                        .findValuesAsString("id"))
                .containsExactly(replaced.get("added").asString());
        backup.run("list").ends(ExitCodes.FAILED);
    }

    @Test
    void hasNoKeyToReplaceWithoutEncryption() {
        String plain = backup.place.resolve("plain").toString();
        backup.done("init", "--no-encryption", "--repo", plain);

        assertThat(backup.run("key", "passwd", "--no-encryption", "--repo", plain)
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("not encrypted");
    }

    @Test
    void overwritesNoKeyFile() {
        assertThat(backup.run("key", "generate", firstKey)
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("exists already");
        backup.done("list");
        assertThat(backup.run("key", "generate", "").ends(ExitCodes.USAGE).err())
                .contains("A path is empty");
    }

    @Test
    void wantsToKnowWhatToDo() {
        backup.run("key").ends(ExitCodes.USAGE);
    }
}
