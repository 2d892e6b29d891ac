package io.backup4j.core.internal.keys;

import io.backup4j.core.internal.crypto.KeyTree;
import io.backup4j.core.internal.crypto.SecretBytes;
import io.backup4j.core.internal.format.ObjectId;
import java.security.SecureRandom;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The master keys of all epochs up to the newest. Safe for use by several threads; closing wipes them. */
final class MasterKeys implements AutoCloseable {
    private final NavigableMap<Integer, SecretBytes> keys = new ConcurrentSkipListMap<>();

    /** Takes over the keys, of which there is one at least. */
    MasterKeys(SortedMap<Integer, SecretBytes> keys) {
        this.keys.putAll(keys);
    }

    /** Draws the key of epoch 0. */
    static MasterKeys first(SecureRandom random) {
        SecretBytes key = SecretBytes.random(KeyTree.KEY_LENGTH, random);
        return new MasterKeys(new TreeMap<>(Map.of(0, key)));
    }

    /** Returns the keys of what is not encrypted. */
    static MasterKeys none() {
        return new MasterKeys(new TreeMap<>());
    }

    /** Returns copies of these keys and one more, drawn now, of a newer epoch. */
    MasterKeys next(int epoch, SecureRandom random) {
        MasterKeys next = new MasterKeys(new TreeMap<>());
        keys.forEach((number, key) -> next.keys.put(number, SecretBytes.copyOf(key.bytes())));
        next.keys.put(epoch, SecretBytes.random(KeyTree.KEY_LENGTH, random));
        return next;
    }

    /** Takes a copy of the newest key of {@code other}. */
    void addNewestOf(MasterKeys other) {
        keys.put(other.epoch(), SecretBytes.copyOf(other.newest().bytes()));
    }

    /** Returns the newest epoch. */
    int epoch() {
        return keys.lastKey();
    }

    /** Returns the key of the newest epoch. */
    SecretBytes newest() {
        return keys.lastEntry().getValue();
    }

    /** Returns those of the epochs before the newest, not copied. */
    SortedMap<Integer, SecretBytes> earlier() {
        return keys.headMap(epoch());
    }

    /** Derives all keys of a repository. */
    KeyTree tree(ObjectId repositoryId) {
        KeyTree tree = KeyTree.of(repositoryId, keys.firstEntry().getValue());
        keys.tailMap(0, false).forEach(tree::add);
        return tree;
    }

    @Override
    public void close() {
        keys.values().forEach(SecretBytes::close);
    }
}
