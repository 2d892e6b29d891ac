package io.backup4j.core.internal.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownObjectsTest {
    private final KnownObjects known = new KnownObjects(null);

    @Test
    void whatWasNotAskedForLongest_makesRoom() {
        for (int i = 0; i < 16; i++) {
            known.put("o" + i, new byte[1 << 20]);
        }
        assertThat(known.get("o0")).isPresent();
        known.put("new", new byte[1]);

        assertThat(known.get("o0")).isPresent();
        assertThat(known.get("o1")).isEmpty();
        assertThat(known.get("new")).isPresent();
        known.put("o0", new byte[1]);
        known.put("o1", new byte[1 << 19]);
        assertThat(known.get("o2")).isPresent();
    }

    @Test
    void whatIsTooLarge_isNotKept() {
        known.put("large", new byte[(4 << 20) + 1]);
        assertThat(known.get("large")).isEmpty();
        known.put("small", new byte[4 << 20]);
        assertThat(known.get("small")).isPresent();
        known.forgetAll();
        assertThat(known.get("small")).isEmpty();
    }

    @Test
    void cache_outlivesTheProcessAndIsBelievedOnlyWhole(@TempDir Path directory) throws IOException {
        new KnownObjects(new ObjectCache(directory.resolve("a"))).put("points/1", new byte[] {1, 2, 3});
        KnownObjects later = new KnownObjects(new ObjectCache(directory.resolve("a")));
        assertThat(later.get("points/1")).hasValue(new byte[] {1, 2, 3});
        assertThat(later.get("points/2")).isEmpty();
        later.forgetAll();

        Path file = directory.resolve("a/points~1");
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThat(later.get("points/1")).isEmpty();
        }
        bytes[bytes.length - 1]++;
        Files.write(file, bytes);
        assertThat(later.get("points/1")).isEmpty();
    }

    @Test
    void cache_losesWhatIsNotListedAndAllOnDemand(@TempDir Path directory) {
        ObjectCache cache = new ObjectCache(directory);
        KnownObjects objects = new KnownObjects(cache);
        objects.put("points/1", new byte[1]);
        objects.put("points/2", new byte[1]);
        objects.put("index/1", new byte[1]);
        objects.keepOnly("points/", List.of(new StoredObject("points/2", 1)));

        assertThat(cache.get("points/1")).isEmpty();
        assertThat(cache.get("points/2")).isPresent();
        assertThat(cache.get("index/1")).isPresent();
        objects.clear();
        assertThat(directory).isEmptyDirectory();
        assertThat(objects.get("index/1")).isEmpty();
    }

    @Test
    void cacheThatCannotBeUsed_isNoError(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        KnownObjects objects = new KnownObjects(new ObjectCache(file));
        objects.put("points/1", new byte[1]);
        objects.keepOnly("points/", List.of());
        objects.forgetAll();

        assertThat(objects.get("points/1")).isEmpty();
        objects.clear();
    }
}
