/** What backup4j's sources, targets and stores are written against; depends on nothing but JSpecify annotations. */
module io.backup4j.api {
    requires static transitive org.jspecify;

    exports io.backup4j.api;
}
