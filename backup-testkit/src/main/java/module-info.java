/** Contracts that every store and source must pass, and stand-ins that fail on demand. */
module io.backup4j.testkit {
    requires transitive io.backup4j.api;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires static org.jspecify;

    exports io.backup4j.testkit;

    // The tests of the contracts are package-private; JUnit calls them from a subclass in another module.
    opens io.backup4j.testkit to
            org.junit.platform.commons;
}
