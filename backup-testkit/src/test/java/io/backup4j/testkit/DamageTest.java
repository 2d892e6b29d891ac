package io.backup4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamageTest {
    abstract static class DamageToRawObjects {
        private RawObjects objects;
        private Damage damage;

        abstract RawObjects objects();

        @BeforeEach
        void twoObjects() {
            objects = objects();
            objects.overwrite("a/one", new byte[] {1, 2, 3, 4});
            objects.overwrite("two", new byte[] {5, 6});
            damage = Damage.to(objects);
        }

        @Test
        void namesAreSorted() {
            assertThat(objects.names()).containsExactly("a/one", "two");
        }

        @Test
        void delete() {
            assertThat(damage.delete("two")).isEqualTo("Deleted two");
            assertThat(objects.names()).containsExactly("a/one");
            assertThatThrownBy(() -> damage.delete("two")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> objects.readAll("two")).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void truncate() {
            assertThat(damage.truncateBy("a/one", 1)).isEqualTo("Truncated a/one from 4 to 3 bytes");
            assertThat(objects.readAll("a/one")).containsExactly(1, 2, 3);
            damage.truncateTo("a/one", 0);
            assertThat(objects.readAll("a/one")).isEmpty();
            assertThatThrownBy(() -> damage.truncateTo("two", 2)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> damage.truncateBy("two", 3)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void flipBit() {
            assertThat(damage.flipBit("a/one", 0, 7)).isEqualTo("Flipped bit 7 of byte 0 of 4 in a/one");
            damage.flipBit("a/one", -1, 0);
            assertThat(objects.readAll("a/one")).containsExactly(0x81, 2, 3, 5);
            assertThatThrownBy(() -> damage.flipBit("a/one", 4, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> damage.flipBit("a/one", -5, 0)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void zero() {
            assertThat(damage.zero("a/one", 1, 2)).isEqualTo("Zeroed bytes 1+2 of 4 in a/one");
            assertThat(objects.readAll("a/one")).containsExactly(1, 0, 0, 4);
            assertThatThrownBy(() -> damage.zero("a/one", 1, 2)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> damage.zero("a/one", 3, 2)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void swap() {
            assertThat(damage.swap("a/one", "two")).isEqualTo("Swapped a/one and two");
            assertThat(objects.readAll("a/one")).containsExactly(5, 6);
            assertThat(objects.readAll("two")).containsExactly(1, 2, 3, 4);
            assertThatThrownBy(() -> damage.swap("two", "two")).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void replay() {
            Damage.Remembered old = damage.remember("two");
            objects.overwrite("two", new byte[] {9});
            assertThat(old.replay()).isEqualTo("Replayed an old two");
            assertThat(objects.readAll("two")).containsExactly(5, 6);
            damage.delete("two");
            old.replayAs("three");
            assertThat(objects.names()).containsExactly("a/one", "three");
        }
    }

    @Nested
    class InMemory extends DamageToRawObjects {
        @Override
        RawObjects objects() {
            return new InMemoryStore();
        }
    }

    @Nested
    class InFiles extends DamageToRawObjects {
        @TempDir
        private Path directory;

        @Override
        RawObjects objects() {
            return RawObjects.in(directory);
        }

        @Test
        void otherFilesAreNoObjects() throws IOException {
            Files.writeString(directory.resolve("README.TXT"), "somebody else's");

            assertThat(objects().names()).containsExactly("a/one", "two");
        }

        @Test
        void missingDirectoryIsAnError() {
            assertThatThrownBy(() -> RawObjects.in(directory.resolve("none")).names())
                    .isInstanceOf(UncheckedIOException.class);
        }
    }
}
