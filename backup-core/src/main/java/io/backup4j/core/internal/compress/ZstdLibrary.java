package io.backup4j.core.internal.compress;

import com.github.luben.zstd.util.Native;

/** The native library of zstd. Whoever uses a class of zstd-jni loads it here first: a class that has failed to load it says only the first time why. */
public final class ZstdLibrary {
    private ZstdLibrary() {}

    /**
     * Loads the library, unless it is loaded.
     *
     * @throws IllegalStateException when this machine does not let it be loaded
     */
    public static void load() {
        try {
            Native.load();
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "Could not load the native library of zstd, which is unpacked into " + folder()
                            + ": "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + ". Let -DZstdTempFolder=... name a directory in which this process may write and execute;"
                            + " a repository that has never held zstd does without it by another compression",
                    e);
        }
    }

    private static String folder() {
        return System.getProperty("ZstdTempFolder", System.getProperty("java.io.tmpdir"));
    }
}
