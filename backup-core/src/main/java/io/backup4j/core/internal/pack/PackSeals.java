package io.backup4j.core.internal.pack;

import io.backup4j.core.internal.crypto.Ciphers;
import io.backup4j.core.internal.crypto.KeyTree;
import io.backup4j.core.internal.crypto.ObjectSeal;
import io.backup4j.core.internal.crypto.SealedHead;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The seals of the packs that one thread used last. Blocks lie in several packs in turn, and deriving and setting a key for
 * each block costs more than the cipher does; so each seal has a cipher of its own and is kept for some time.
 */
final class PackSeals {
    /** More than are open at once. */
    private static final int KEPT = 16;

    private final KeyTree keys;
    private final Ciphers ciphers;
    private final Map<Pack, ObjectSeal> seals = new LinkedHashMap<>(2 * KEPT, 0.75f, true);

    private record Pack(ObjectId id, SealedHead head) {
        // As for the head: method handles cost a new process dearly.
        @Override
        public boolean equals(Object other) {
            return other instanceof Pack that && id.equals(that.id) && head.equals(that.head);
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }
    }

    PackSeals(KeyTree keys, Ciphers ciphers) {
        this.keys = keys;
        this.ciphers = ciphers;
    }

    ObjectSeal of(ObjectId id, SealedHead head) {
        Pack pack = new Pack(id, head);
        ObjectSeal known = seals.get(pack);
        if (known == null) {
            if (seals.size() == KEPT) {
                seals.remove(seals.keySet().iterator().next());
            }
            known = keys.seal(ObjectKind.PACK, ObjectNames.pack(id), head, ciphers.another());
            seals.put(pack, known);
        }
        return known;
    }
}
