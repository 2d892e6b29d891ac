package io.backup4j.core.internal.glob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "* a true",
                "* a/b false",
                "a/* a/b true",
                "a/* a/b/c false",
                "a/** a/b/c true",
                "**/c c true",
                "**/c a/b/c true",
                "**/c a/bc false",
                "a/**/c a/c true",
                "a/**/c a/b/b/c true",
                "a**c a/b/c true",
                "a****c a/b/c true",
                "***/c c true",
                "***/c a/b/c true",
                "?.txt a.txt true",
                "?.txt ab.txt false",
                "?.txt /.txt false",
                "[a-c]x bx true",
                "[a-c]x dx false",
                "[!a-c]x dx true",
                "[!a-c]x bx false",
                "[!a] / false",
                "[]a]x ]x true",
                "[a&&b]x &x true",
                "[[]x [x true",
                "{a,bc}.txt bc.txt true",
                "{a,bc}.txt b.txt false",
                "a,b a,b true",
                "\\*x *x true",
                "\\*x ax false",
                "a.b axb false",
                "(x|y)+ (x|y)+ true",
                "ä? äö true",
                "?x \ud83d\ude00x true",
            })
    void wholePaths(String glob, String path, boolean matches) {
        assertThat(Glob.of(glob).matches(path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "*.tmp a.tmp true",
                "*.tmp a/b.tmp true",
                "cache a/cache true",
                "cache a/cache/x false",
                "cache xcache false",
                "a/cache b/a/cache false",
                "a/cache a/cache true",
                "/build build true",
                "/build a/build false",
            })
    void anywhere(String glob, String path, boolean matches) {
        assertThat(Glob.anywhere(glob).matches(path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "*.txt a false true",
                "**/x a false true",
                "/a/b a true true",
                "/a/b a/b false false",
                "/a/b ab false false",
                "/a/b '' true true",
                "/a a false false",
                "a/b/*.txt a true true",
                "a/b/*.txt a/b true true",
                "a/b/*.txt a/b/c false true",
                "a/b/*.txt a/c false false",
                "a/{b,c}/d a true true",
                "a/{b,c}/d a/b false true",
                "a/\\*/d a true true",
                "a/\\*/d b false false",
            })
    void below(String glob, String directory, boolean leads, boolean may) {
        assertThat(Glob.anywhere(glob).leadsInto(directory)).isEqualTo(leads);
        assertThat(Glob.anywhere(glob).mayMatchBelow(directory)).isEqualTo(may);
    }

    @Property(tries = 500)
    void whatMatchesLiesBelowWhatMayMatch(@ForAll("globs") String glob, @ForAll("paths") String path) {
        String directory = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";

        assertThat(!Glob.of(glob).matches(path) || Glob.of(glob).mayMatchBelow(directory))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a", "{a", "a}", "{a{b}}", "a\\", "", "a/", "[z-a]"})
    void malformed(String glob) {
        assertThatThrownBy(() -> Glob.of(glob))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + glob + "'");
        assertThatThrownBy(() -> Glob.anywhere("/" + glob)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
    void manyStarsAreNotTriedInAllWays() {
        assertThat(Glob.of("*".repeat(200) + "x").matches("a/".repeat(40))).isFalse();
    }

    /** Where both mean the same: without a leading double star and without sets that hold special signs. */
    @Property(tries = 500)
    void agreesWithTheGlobsOfTheJdk(@ForAll("globs") String glob, @ForAll("paths") String path) {
        boolean expected =
                FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(Path.of(path));

        assertThat(Glob.of(glob).matches(path)).isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> globs() {
        return Arbitraries.of("a", "b", "/a", "*", "?", "[ab]", "[!a]", "{a,b}", "/b")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(parts -> String.join("", parts))
                .map(glob -> glob.replaceAll("\\*+", "*").replaceAll("^/+", ""))
                .filter(glob -> !glob.isEmpty());
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of("a", "b", "ab", "ba")
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(names -> String.join("/", names));
    }
}
