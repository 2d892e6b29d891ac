package io.backup4j.core.internal.parity;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ForwardingStore;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A pack as it was stored, as far as parity could give it back. Nobody but its seals and the ids of its chunks vouches for it. Immutable. */
public final class RebuiltPack {
    private final ObjectId pack;
    private final byte[] bytes;
    private final List<String> by;
    private final boolean isWhole;

    RebuiltPack(ObjectId pack, byte[] bytes, List<String> by, boolean isWhole) {
        this.pack = pack;
        this.bytes = bytes;
        this.by = List.copyOf(by);
        this.isWhole = isWhole;
    }

    /** Returns the bytes that the pack should have. */
    public int size() {
        return bytes.length;
    }

    /** Returns the names of the parity that something of it was given back by. */
    public List<String> by() {
        return by;
    }

    /** Returns whether it has the check at its end again. */
    public boolean isWhole() {
        return isWhole;
    }

    /** Returns a store for reading in which the pack is as it is here. */
    public BackupStore over(BackupStore store) {
        String name = ObjectNames.pack(pack);
        return new ForwardingStore(store) {
            @Override
            public InputStream read(String object, long offset, long length) throws IOException {
                if (!object.equals(name)) {
                    return super.read(object, offset, length);
                }
                int from = (int) Math.min(offset, bytes.length);
                return new ByteArrayInputStream(bytes, from, (int) Math.min(length, bytes.length - from));
            }
        };
    }
}
