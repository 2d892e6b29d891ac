package io.backup4j.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ObjectNamesTest {
    private static final String PART = "(?![.])[-a-z0-9_.]{1,100}(?<![.])";

    @Property(tries = 1_000)
    void rules_areThoseOfTheExpression(@ForAll("names") String name) {
        assertThat(ObjectNames.isValid(name)).isEqualTo(name.matches(PART + "(/" + PART + ")*"));
    }

    @Test
    void lengthOfAName_endsAtTheLimit() {
        assertThat(ObjectNames.isValid("x".repeat(100) + "/" + "y".repeat(100))).isTrue();
        assertThat(ObjectNames.isValid("x".repeat(101))).isFalse();
        assertThat(ObjectNames.isValid("a/" + "x".repeat(101) + "/a")).isFalse();
    }

    @Test
    void check_givesTheNameOrNamesIt() {
        assertThat(ObjectNames.check("packs/0a")).isEqualTo("packs/0a");
        assertThatThrownBy(() -> ObjectNames.check("packs/.tmp"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'packs/.tmp'");
    }

    @Test
    void prefix_isEmptyOrADirectory() {
        for (String good : new String[] {"", "a/", "a/b/"}) {
            assertThat(ObjectNames.checkPrefix(good)).isEqualTo(good);
        }
        for (String bad : new String[] {"a", "/", "a//", "a/b", "/a/", "../", "A/"}) {
            assertThatThrownBy(() -> ObjectNames.checkPrefix(bad))
                    .as(bad)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + bad + "'");
        }
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars("az09-_./A@{`\u00e4 ").ofMaxLength(8);
    }
}
