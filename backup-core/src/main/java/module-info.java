/** The engine: repository, backup, restore, verify. It knows no store and no database. */
module io.backup4j.core {
    requires transitive io.backup4j.api;
    requires com.github.luben.zstd_jni;
    requires org.apache.commons.compress;
    requires org.bouncycastle.provider;
    requires org.slf4j;
    requires org.tukaani.xz;
    requires tools.jackson.core;
    requires static org.jspecify;

    exports io.backup4j.core;
    exports io.backup4j.core.command;
    exports io.backup4j.core.files;
    exports io.backup4j.core.store;
}
