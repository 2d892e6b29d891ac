package io.backup4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.backup4j.api.ObjectBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link io.backup4j.api.BackupStore} promises, sentence by sentence: about putting and names, about reading,
 * and here about listing, deleting and closing.
 *
 * <p>Extend it, implement {@code openStore}, override {@code plantForeignObject}, {@code manyObjects}, {@code
 * largeObjectBytes} and {@code settle} where they do not fit, and run it; see the description of this package.
 */
public abstract class BackupStoreContract extends StoreReadContract {
    private static final int DELETED_OF = 40;

    @Test
    @DisplayName("An empty store lists nothing")
    void emptyList() throws Exception {
        assertThat(list(store, "")).isEmpty();
        assertThat(list(store, "no/such/")).isEmpty();
    }

    @Test
    @DisplayName("A listing tells each object below its prefix once, with its size, and no other")
    void listByPrefix() throws Exception {
        List<String> names = List.of("a", "b/1", "b/2/3", "b/2/4", "b-c/1", "b.c", "bb/1", "c/b/1");
        for (String name : names) {
            put(name, new byte[name.length()]);
        }
        settle();

        assertThat(list(other, "").keySet()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(list(other, "b/")).isEqualTo(Map.of("b/1", 3L, "b/2/3", 5L, "b/2/4", 5L));
        assertThat(list(other, "b/2/")).containsOnlyKeys("b/2/3", "b/2/4");
        assertThat(list(other, "b/2/3/")).isEmpty();
        assertThat(list(other, "c/")).containsOnlyKeys("c/b/1");
    }

    @Test
    @DisplayName("A long listing is complete and tells nothing twice, also while something that it has told is deleted")
    void longList() throws Exception {
        int each = (manyObjects() + 7) / 8;
        Together.run(8, writer -> {
            for (int i = 0; i < each; i++) {
                put("many/" + writer + "/" + i, new byte[i % 3]);
            }
            return true;
        });
        put("other", new byte[1]);
        settle();

        assertThat(list(other, "many/")).hasSize(8 * each).doesNotContainKey("other");
        assertThat(list(other, "many/3/")).hasSize(each).containsEntry("many/3/2", 2L);
        assertThat(list(other, "")).hasSize(8 * each + 1);

        List<String> names = List.copyOf(list(store, "many/").keySet());
        List<String> told = new ArrayList<>();
        store.list("many/", object -> {
            told.add(object.name());
            // Of every page some, but not so many that it takes long.
            if (told.size() % DELETED_OF == 1) {
                Samples.unchecked(() -> store.delete(object.name()));
            }
        });
        assertThat(told).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    @DisplayName("Whoever is told an object may use the store, for instance delete it")
    void deleteWhileListing() throws Exception {
        for (int i = 0; i < 20; i++) {
            put("a/" + i, new byte[1]);
        }
        settle();
        store.list("a/", object -> Samples.unchecked(() -> store.delete(object.name())));

        assertThat(list(store, "")).isEmpty();
    }

    @Test
    @DisplayName("An exception of the visitor ends the listing and reaches the caller")
    void visitorThatThrows() throws Exception {
        put("a", new byte[1]);
        settle();
        IllegalStateException planned = new IllegalStateException("planned");

        assertThatThrownBy(() -> store.list("", object -> {
                    throw planned;
                }))
                .isSameAs(planned);
        assertThat(list(store, "")).containsOnlyKeys("a");
    }

    @Test
    @DisplayName("Other people's objects, whose names break the rules, are not listed")
    void foreignObjects() throws Exception {
        List<String> foreign = List.of("README.TXT", ".hidden", "a/.DS_Store", "lost+found/a", "a/Thumbs.db");
        for (String name : foreign) {
            assumeTrue(plantForeignObject(name), "There is no way to plant an object named " + name);
        }
        put("a/b", new byte[1]);
        settle();

        assertThat(list(store, "")).containsOnlyKeys("a/b");
        assertThat(list(store, "a/")).containsOnlyKeys("a/b");
    }

    @Test
    @DisplayName("A deleted object is gone for everybody, its neighbours stay, and its name can be put again")
    void delete() throws Exception {
        put("a/1", new byte[1]);
        put("a/2", new byte[2]);
        settle();
        store.delete("a/1");

        assertAbsent("a/1");
        assertThat(list(other, "")).containsOnlyKeys("a/2");
        put("a/1", Samples.bytes(1, 30));
        settle();
        assertThat(readAll(other, "a/1")).isEqualTo(Samples.bytes(1, 30));
    }

    @Test
    @DisplayName("Deleting what is not there is fine")
    void deleteAbsent() throws Exception {
        put("a", new byte[1]);
        settle();
        for (String name : List.of("a", "a", "b", "no/such/dir")) {
            store.delete(name);
            other.delete(name);
        }
        assertThat(list(store, "")).isEmpty();
    }

    @Test
    @DisplayName("Objects outlive the store that put them, and closing twice does no harm")
    void closeTwice() throws Exception {
        put("a", Samples.bytes(1, 10));
        settle();
        store.close();
        store.close();

        assertThat(readAll(other, "a")).isEqualTo(Samples.bytes(1, 10));
        other.put("b", ObjectBody.of(new byte[1]));
    }

    @Test
    @DisplayName("A store says where it lies, always the same")
    void location() {
        assertThat(store.location()).isNotBlank().isEqualTo(store.location()).isEqualTo(other.location());
    }
}
