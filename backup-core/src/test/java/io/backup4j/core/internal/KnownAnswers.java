package io.backup4j.core.internal;

import io.backup4j.core.internal.format.ObjectId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Properties;

/** What {@code vectors.py}, written from the format's page by other means, gives; the same inputs as constants. */
public final class KnownAnswers {
    public static final ObjectId REPOSITORY = ObjectId.fromHex("00112233445566778899aabbccddeeff");
    public static final ObjectId SLOT = ObjectId.fromHex("5107510751075107510751075107aaaa");
    public static final ObjectId SALT = ObjectId.fromHex("ffeeddccbbaa99887766554433221100");
    public static final String POINT_NAME = "points/0123456789abcdef0123456789abcdef";
    public static final String PACK_NAME = "packs/01/0123456789abcdef0123456789abcdef";

    private KnownAnswers() {}

    /** Returns 32 bytes: 0, 1, 2 and so on. */
    public static byte[] masterKey() {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }
        return key;
    }

    /** Returns the answer of this name. */
    public static byte[] answer(String name) {
        Properties answers = new Properties();
        try (InputStream in = KnownAnswers.class.getResourceAsStream("vectors.properties")) {
            answers.load(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().parseHex(answers.getProperty(name));
    }
}
