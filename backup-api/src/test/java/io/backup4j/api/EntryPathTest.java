package io.backup4j.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EntryPathTest {
    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void order_isThatOfTheListsOfNames(@ForAll("paths") EntryPath one, @ForAll("paths") EntryPath other) {
        int expected = compareNames(one.names(), other.names());

        assertThat(Integer.signum(one.compareTo(other))).isEqualTo(Integer.signum(expected));
        assertThat(one.equals(other)).isEqualTo(expected == 0);
        assertThat(one.hashCode() == other.hashCode() || expected != 0).isTrue();
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void startsWith_comparesNames(@ForAll("paths") EntryPath path, @ForAll("paths") EntryPath directory) {
        List<byte[]> names = path.names();
        int depth = directory.names().size();
        boolean expected = names.size() >= depth && compareNames(names.subList(0, depth), directory.names()) == 0;

        assertThat(path.startsWith(directory)).isEqualTo(expected);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void names_putTogetherAgainGiveThePath(@ForAll("paths") EntryPath path) {
        EntryPath again = EntryPath.root();
        for (byte[] name : path.names()) {
            assertThat(again).isLessThan(again.resolve(name));
            again = again.resolve(name);
        }

        assertThat(again).isEqualTo(path).isEqualTo(EntryPath.ofBytes(path.toByteArray()));
        assertThat(again.length()).isEqualTo(path.toByteArray().length);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void parent_andNameGiveThePath(@ForAll("paths") EntryPath path) {
        if (path.isRoot()) {
            assertThatThrownBy(path::parent).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(path::name).isInstanceOf(IllegalStateException.class);
        } else {
            assertThat(path.parent().resolve(path.name())).isEqualTo(path);
            assertThat(path.parent().names()).hasSize(path.names().size() - 1);
        }
    }

    @Test
    void subtree_standsBeforeTheNextSibling() {
        // '-' and '.' are smaller than '/', so the order of the whole bytes would tear the subtree apart.
        assertThat(List.of("a", "a/b", "a/b/c", "a/\u00e4", "a\u0001", "a-b", "a.b", "aa", "b").stream()
                        .map(EntryPath::of))
                .isSorted();
        assertThat(EntryPath.root()).isLessThan(EntryPath.of("a"));
    }

    @Test
    void startsWith_needsWholeNames() {
        EntryPath path = EntryPath.of("ab/c");

        assertThat(path.startsWith(EntryPath.root())).isTrue();
        assertThat(path.startsWith(EntryPath.of("ab"))).isTrue();
        assertThat(path.startsWith(path)).isTrue();
        assertThat(path.startsWith(EntryPath.of("a"))).isFalse();
        assertThat(path.startsWith(EntryPath.of("ab/c/d"))).isFalse();
        assertThat(EntryPath.root().startsWith(path)).isFalse();
    }

    @Test
    void root_hasNoName() {
        assertThat(EntryPath.of("")).isSameAs(EntryPath.root());
        assertThat(EntryPath.ofBytes(new byte[0])).isSameAs(EntryPath.root());
        assertThat(EntryPath.root().isRoot()).isTrue();
        assertThat(EntryPath.root().names()).isEmpty();
        assertThat(EntryPath.root()).hasToString("");
        assertThat(EntryPath.of("a").isRoot()).isFalse();
    }

    @Test
    void namesThatCouldLeaveThePlace_areRefused() {
        for (String bad : List.of("/", "/a", "a/", "a//b", ".", "..", "a/..", "../a", "a/./b", "a\0b", "\0")) {
            assertThatThrownBy(() -> EntryPath.of(bad)).as(bad).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> EntryPath.ofBytes(bad.getBytes(StandardCharsets.UTF_8)))
                    .as(bad)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (String bad : List.of("", ".", "..", "a/b", "a\0")) {
            assertThatThrownBy(() -> EntryPath.root().resolve(bad.getBytes(StandardCharsets.UTF_8)))
                    .as(bad)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void namesThatOnlyLookBad_areFine() {
        for (String good : List.of("...", ".a", "..a", "a..", " ", "\n", "a\\b", "C:", "-", "x".repeat(10_000))) {
            assertThat(EntryPath.of(good).names()).singleElement().isEqualTo(good.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void toString_isTextWherePossible() {
        assertThat(EntryPath.of("a/\u00e4 \ud83d\ude00")).hasToString("a/\u00e4 \ud83d\ude00");
        assertThat(EntryPath.ofBytes(new byte[] {'a', '/', (byte) 0xe4, 'b'})).hasToString("a/\\xe4b");
    }

    @Test
    void bytesGivenAndTaken_areCopies() {
        byte[] given = {'a'};
        EntryPath path = EntryPath.ofBytes(given);
        EntryPath inner = EntryPath.root().resolve(given);
        given[0] = 'b';
        path.toByteArray()[0] = 'b';
        path.names().get(0)[0] = 'b';

        assertThat(path).isEqualTo(EntryPath.of("a")).isEqualTo(inner);
    }

    /** Few different bytes, those around the slash among them, so that paths often have a beginning in common. */
    @Provide
    Arbitrary<EntryPath> paths() {
        Arbitrary<Byte> bytes = Arbitraries.of((byte) 1, (byte) '.', (byte) '0', (byte) 'a', (byte) 0x80, (byte) 0xff);
        return bytes.array(byte[].class)
                .ofMinSize(1)
                .ofMaxSize(3)
                .filter(name -> !Arrays.equals(name, new byte[] {'.'}) && !Arrays.equals(name, new byte[] {'.', '.'}))
                .list()
                .ofMaxSize(4)
                .map(EntryPathTest::join);
    }

    private static EntryPath join(List<byte[]> names) {
        EntryPath path = EntryPath.root();
        for (byte[] name : names) {
            path = path.resolve(name);
        }
        return path;
    }

    private static int compareNames(List<byte[]> one, List<byte[]> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = Arrays.compareUnsigned(one.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return one.size() - other.size();
    }
}
