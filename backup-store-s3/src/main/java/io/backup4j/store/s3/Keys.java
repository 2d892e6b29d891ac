package io.backup4j.store.s3;

import io.backup4j.api.ObjectNames;
import java.util.Optional;

/**
 * Names of objects and keys of the bucket.
 *
 * @param prefix what keys have before the name
 */
record Keys(String prefix) {
    String key(String name) {
        return prefix + ObjectNames.check(name);
    }

    String keyOfPrefix(String namePrefix) {
        return prefix + ObjectNames.checkPrefix(namePrefix);
    }

    /** Returns a key that no name has and no listing tells. */
    String hidden(String word) {
        return prefix + "." + word;
    }

    /** Returns the name, nothing for what is not ours. */
    Optional<String> name(String key) {
        String name = key.startsWith(prefix) ? key.substring(prefix.length()) : "";
        return ObjectNames.isValid(name) ? Optional.of(name) : Optional.empty();
    }
}
