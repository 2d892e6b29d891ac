package io.backup4j.core;

/** An ordinary archive that any tool opens. */
public enum ArchiveFormat {
    /** tar compressed by zstd; keeps owner, permissions, times, links and names of any bytes. */
    TAR_ZSTD,
    /** tar compressed by gzip; keeps the same. */
    TAR_GZIP,
    /**
     * zip; keeps permissions, times to two seconds and symbolic links; hard links become symbolic ones, and a name that is not UTF-8 has its bytes above 7F
     * as {@code \xHH}.
     */
    ZIP
}
