package io.backup4j.core.internal.keys;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.internal.chunk.ChunkerParameters;
import io.backup4j.core.internal.crypto.KeyTree;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.format.JsonDocument;
import io.backup4j.core.internal.format.JsonWriter;
import io.backup4j.core.internal.format.ObjectFrame;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The config as an object: what it claims, to be believed when the key that its claim leads to has authenticated it. */
final class ConfigObject {
    private static final String AES_256_GCM = "aes-256-gcm";
    private static final String NONE = "none";
    private static final String GEAR = "gear";
    private static final int MAC_LENGTH = 32;

    private final byte[] object;
    private final RepositoryConfig claim;

    private ConfigObject(byte[] object, RepositoryConfig claim) {
        this.object = object;
        this.claim = claim;
    }

    /** Returns all bytes of the object. */
    static byte[] write(RepositoryConfig config, KeyTree keys) {
        JsonWriter json = new JsonWriter()
                .put("repositoryId", config.repositoryId())
                .put("createdAt", config.createdAt())
                .put("cipher", config.encrypted() ? AES_256_GCM : NONE)
                .putObject(
                        "chunker",
                        chunker -> chunker.put("algorithm", GEAR)
                                .put("minimum", config.chunker().minimum())
                                .put("average", config.chunker().average())
                                .put("maximum", config.chunker().maximum()))
                .putTexts("features", List.of());
        ByteWriter object = DocumentObject.begin(ObjectKind.CONFIG, 0, json);
        object.raw(keys.configMac(object.buffer(), 0, object.size()));
        ObjectFrame.appendCheck(object);
        return object.toByteArray();
    }

    /**
     * Reads a config.
     *
     * @throws CorruptDataException when it is damaged
     * @throws UnsupportedFormatException when it asks for something that only another release knows
     */
    static ConfigObject read(byte[] object) {
        JsonDocument json = document(object);
        requireKnown("feature", List.of(), json.texts("features"));
        requireKnown("cipher", List.of(AES_256_GCM, NONE), List.of(json.text("cipher")));
        boolean encrypted = json.text("cipher").equals(AES_256_GCM);
        return new ConfigObject(
                object,
                new RepositoryConfig(json.id("repositoryId"), json.time("createdAt"), encrypted, chunker(json)));
    }

    /**
     * Returns the repository id that a config claims, also where only another release knows the rest; none when it is damaged.
     *
     * @throws UnsupportedFormatException when it is whole and of another format
     */
    static Optional<ObjectId> claimedId(byte[] object) {
        try {
            return Optional.of(document(object).id("repositoryId"));
        } catch (CorruptDataException damaged) {
            return Optional.empty();
        } catch (UnsupportedFormatException e) {
            if (ObjectFrame.isOfOtherFormat(object)) {
                throw e;
            }
            // The version is what is damaged.
            return Optional.empty();
        }
    }

    private static JsonDocument document(byte[] object) {
        ObjectFrame.verify(ObjectKind.CONFIG, ObjectNames.CONFIG, object);
        return DocumentObject.read(ObjectKind.CONFIG, ObjectNames.CONFIG, object, MAC_LENGTH);
    }

    /** Returns all bytes of the object, not to be changed. */
    byte[] object() {
        return object;
    }

    /** Returns what the config says, which anybody may have written. */
    RepositoryConfig claim() {
        return claim;
    }

    /**
     * Returns what the config says, once it is known to come from somebody who has the key.
     *
     * @throws CorruptDataException when it does not
     */
    RepositoryConfig verify(KeyTree keys) {
        int macOffset = object.length - ObjectFrame.CHECK_LENGTH - MAC_LENGTH;
        byte[] mac = Arrays.copyOfRange(object, macOffset, macOffset + MAC_LENGTH);
        if (!MessageDigest.isEqual(keys.configMac(object, 0, macOffset), mac)) {
            throw new CorruptDataException("Config config is damaged: it was not written with this repository's key."
                    + " Somebody or something changed it; take it from a copy of the store");
        }
        return claim;
    }

    private static ChunkerParameters chunker(JsonDocument json) {
        JsonDocument chunker = json.object("chunker");
        requireKnown("chunker", List.of(GEAR), List.of(chunker.text("algorithm")));
        int minimum = chunker.integer("minimum", 0, Integer.MAX_VALUE);
        int average = chunker.integer("average", 0, Integer.MAX_VALUE);
        int maximum = chunker.integer("maximum", 0, Integer.MAX_VALUE);
        try {
            return new ChunkerParameters(minimum, average, maximum);
        } catch (IllegalArgumentException e) {
            throw json.corrupt("chunker", "is out of bounds. " + e.getMessage());
        }
    }

    private static void requireKnown(String word, List<String> known, List<String> found) {
        for (String name : found) {
            if (!known.contains(name)) {
                throw new UnsupportedFormatException("The repository is too new: its config asks for the " + word + " "
                        + name + ", which this program does not know. Use a newer release");
            }
        }
    }
}
