/** A store in a directory. */
module io.backup4j.store.local {
    requires transitive io.backup4j.api;
    requires static org.jspecify;

    exports io.backup4j.store.local;
}
