package io.backup4j.sql.postgres.internal.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
    private final Locale before = Locale.getDefault();

    @AfterEach
    void putBack() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar-EG", "fa-IR", "th-TH-u-nu-thai"})
    void largeObjects_haveTheSameNamesEverywhere(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));

        assertThat(Layout.largeObject(16_385)).hasToString("3-large-objects/0000016385");
        assertThat(Layout.largeObjectOf(Layout.largeObject(4_294_967_295L))).contains(4_294_967_295L);
    }
}
