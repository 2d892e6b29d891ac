package io.backup4j.core;

import io.backup4j.api.KeyProvider;
import io.backup4j.core.internal.keys.KeyFile;
import io.backup4j.core.internal.keys.KeySource;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * What opens a repository: a password, a key file, a key provider, or nothing because it is not encrypted.
 *
 * <p>The content of an encrypted repository is sealed with AES-256-GCM by a random master key; what is given here only
 * unwraps that, so there can be any number of them and each can be changed. Whoever loses all of them has lost the
 * backups.
 *
 * <p>It is needed while a repository is created or opened, or gets another key, and closed by whoever made it: a repository
 * never closes it and works on without it. Closing wipes a password from memory. Safe for use by several threads.
 */
public sealed interface Encryption extends AutoCloseable permits KeySource {
    /**
     * Opens by a password, with {@link Argon2Parameters#STANDARD} where it makes a new key.
     *
     * @param password copied; the caller can and should overwrite it at once
     * @throws IllegalArgumentException when it is empty or holds half of a surrogate pair
     */
    static Encryption password(char[] password) {
        return password(password, Argon2Parameters.STANDARD);
    }

    /**
     * Opens by a password.
     *
     * @param password copied; the caller can and should overwrite it at once
     * @param cost for new keys; those that there are keep theirs
     * @throws IllegalArgumentException when the password is empty or holds half of a surrogate pair
     */
    static Encryption password(char[] password, Argon2Parameters cost) {
        return KeySource.password(password, cost);
    }

    /**
     * Opens by a password that is in memory as a string anyway, where it cannot be wiped.
     *
     * @throws IllegalArgumentException when it is empty or holds half of a surrogate pair
     */
    static Encryption password(String password) {
        char[] copy = password.toCharArray();
        try {
            return password(copy);
        } finally {
            Arrays.fill(copy, '\0');
        }
    }

    /**
     * Opens by a file that {@link #generateKeyFile} made, which is read each time it is needed.
     *
     * @param file is not looked at before
     */
    static Encryption keyFile(Path file) {
        return KeySource.keyFile(file);
    }

    /**
     * Makes a key file: 32 random bytes as 64 hexadecimal digits and a line feed, readable by its owner only where the file
     * system knows owners. It is durable when this returns.
     *
     * @param file must not be there; its directory must
     * @throws java.nio.file.FileAlreadyExistsException when it is there; it is left as it is
     * @throws IOException when it cannot be written
     */
    static void generateKeyFile(Path file) throws IOException {
        KeyFile.generate(file, new SecureRandom());
    }

    /**
     * Opens by a key that lies elsewhere.
     *
     * @param provider stays the caller's
     */
    static Encryption provider(KeyProvider provider) {
        return KeySource.provider(provider);
    }

    /** No encryption: everybody who can read the store can read the backups, who can write to it can forge them. */
    static Encryption none() {
        return KeySource.none();
    }

    /** Wipes a password; nothing can be opened with it afterwards. Calling it again does nothing. */
    @Override
    void close();
}
