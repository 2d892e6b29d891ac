package io.backup4j.core.internal.keys;

import io.backup4j.api.CorruptDataException;
import io.backup4j.core.Argon2Parameters;
import io.backup4j.core.internal.format.JsonDocument;
import io.backup4j.core.internal.format.JsonWriter;
import io.backup4j.core.internal.format.ObjectId;

/** How the key in a slot is wrapped: the members of its document that differ from kind to kind. */
public sealed interface SlotLock {
    /** Returns the kind as the document says it. */
    String kind();

    /** Adds the members of this kind. */
    void writeTo(JsonWriter json);

    /**
     * Reads the members of the kind that the document says.
     *
     * @throws CorruptDataException when they are not those of the format
     */
    static SlotLock read(JsonDocument json) {
        String kind = json.text("kind");
        return switch (kind) {
            case Password.KIND -> Password.read(json);
            case KeyFile.KIND -> KeyFile.read(json);
            case Provider.KIND -> new Provider(json.text("keyName"));
            default -> new Unknown(kind);
        };
    }

    private static JsonDocument kdf(JsonDocument json, String algorithm) {
        JsonDocument kdf = json.object("kdf");
        if (!kdf.text("algorithm").equals(algorithm)) {
            throw kdf.corrupt("algorithm", "is not " + algorithm);
        }
        return kdf;
    }

    /** By Argon2id of a password. */
    record Password(Argon2Parameters cost, ObjectId salt) implements SlotLock {
        private static final String KIND = "password";
        private static final String ALGORITHM = "argon2id";

        private static Password read(JsonDocument json) {
            JsonDocument kdf = kdf(json, ALGORITHM);
            int memoryKiB = kdf.integer("memoryKiB", 0, Integer.MAX_VALUE);
            int iterations = kdf.integer("iterations", 0, Integer.MAX_VALUE);
            int parallelism = kdf.integer("parallelism", 0, Integer.MAX_VALUE);
            try {
                return new Password(new Argon2Parameters(memoryKiB, iterations, parallelism), kdf.id("salt"));
            } catch (IllegalArgumentException e) {
                throw json.corrupt("kdf", "is out of bounds. " + e.getMessage());
            }
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public void writeTo(JsonWriter json) {
            json.putObject(
                    "kdf",
                    kdf -> kdf.put("algorithm", ALGORITHM)
                            .put("memoryKiB", cost.memoryKiB())
                            .put("iterations", cost.iterations())
                            .put("parallelism", cost.parallelism())
                            .put("salt", salt));
        }
    }

    /** By HKDF of the bytes of a key file. */
    record KeyFile(ObjectId salt) implements SlotLock {
        private static final String KIND = "key-file";
        private static final String ALGORITHM = "hkdf-sha-256";

        private static KeyFile read(JsonDocument json) {
            return new KeyFile(kdf(json, ALGORITHM).id("salt"));
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public void writeTo(JsonWriter json) {
            json.putObject("kdf", kdf -> kdf.put("algorithm", ALGORITHM).put("salt", salt));
        }
    }

    /** By a key provider, in its own way. */
    record Provider(String keyName) implements SlotLock {
        private static final String KIND = "provider";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public void writeTo(JsonWriter json) {
            json.put("keyName", keyName);
        }
    }

    /** In a way that only a newer release knows. */
    record Unknown(String kind) implements SlotLock {
        @Override
        public void writeTo(JsonWriter json) {
            throw new IllegalStateException("A key slot of unknown kind cannot be made: " + kind);
        }
    }
}
