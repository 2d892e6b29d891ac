package io.backup4j.core.internal.keys;

import io.backup4j.core.internal.KnownAnswers;
import io.backup4j.core.internal.crypto.KeyTree;
import io.backup4j.core.internal.crypto.SecretBytes;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.format.ObjectFrame;
import io.backup4j.core.internal.format.ObjectKind;
import java.nio.charset.StandardCharsets;

/** Objects with documents that no writer of ours would make. */
final class Documents {
    static final String CONFIG = """
            {"repositoryId": "00112233445566778899aabbccddeeff", "createdAt": "2026-11-21T04:00:00Z", "cipher": "aes-256-gcm",
             "chunker": {"algorithm": "gear", "minimum": 32768, "average": 65536, "maximum": 524288}, "features": []}""";
    static final String PASSWORD_SLOT = """
            {"repositoryId": "00112233445566778899aabbccddeeff", "slotId": "5107510751075107510751075107aaaa",
             "createdAt": "2026-11-21T04:00:00Z", "label": "by hand", "kind": "password",
             "kdf": {"algorithm": "argon2id", "memoryKiB": 64, "iterations": 2, "parallelism": 1,
                     "salt": "ffeeddccbbaa99887766554433221100"},
             "wrapped": "%s"}""".formatted("00".repeat(60));

    private Documents() {}

    static byte[] slot(String json) {
        byte[] document = json.getBytes(StandardCharsets.UTF_8);
        ByteWriter object = new ByteWriter(1_000).raw(ObjectFrame.header(ObjectKind.KEY_SLOT));
        object.u32(document.length).raw(document);
        return checked(object);
    }

    static byte[] config(String json) {
        byte[] document = json.getBytes(StandardCharsets.UTF_8);
        ByteWriter object = new ByteWriter(1_000).raw(ObjectFrame.header(ObjectKind.CONFIG));
        object.u32(document.length).raw(document);
        object.raw(keys().configMac(object.buffer(), 0, object.size()));
        return checked(object);
    }

    static KeyTree keys() {
        return KeyTree.of(KnownAnswers.REPOSITORY, SecretBytes.owning(KnownAnswers.masterKey()));
    }

    static byte[] checkedAgain(byte[] object) {
        return checked(new ByteWriter(object.length).raw(object, 0, object.length - ObjectFrame.CHECK_LENGTH));
    }

    private static byte[] checked(ByteWriter object) {
        ObjectFrame.appendCheck(object);
        return object.toByteArray();
    }
}
