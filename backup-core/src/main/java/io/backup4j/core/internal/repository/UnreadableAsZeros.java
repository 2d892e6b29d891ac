package io.backup4j.core.internal.repository;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ForwardingStore;
import io.backup4j.api.ObjectUnreadableException;
import io.backup4j.core.internal.format.ObjectNames;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives zeros for bytes that a store cannot read any more. So a bad sector is damage like any other: the seals and checks find
 * it, what is around it is used, and parity gives it back. Safe for use by several threads.
 */
final class UnreadableAsZeros extends ForwardingStore {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableAsZeros.class);

    private final Map<String, String> troubles = new ConcurrentHashMap<>();

    UnreadableAsZeros(BackupStore store) {
        super(store);
    }

    /** Returns why some bytes of an object were zeros, if they were, for people. */
    Optional<String> trouble(String name) {
        return Optional.ofNullable(troubles.get(name));
    }

    @Override
    public InputStream read(String name, long offset, long length) throws IOException {
        // Nothing goes without the config, and why it cannot be read helps more than that it is damaged.
        return name.equals(ObjectNames.CONFIG) ? super.read(name, offset, length) : new Mended(name, offset, length);
    }

    private void note(ObjectUnreadableException failure) {
        if (troubles.putIfAbsent(failure.name(), String.valueOf(failure.getMessage())) == null) {
            LOG.warn("{}. They count as damaged", failure.getMessage());
        }
    }

    /** A range of an object. One thread at a time. */
    private final class Mended extends InputStream {
        private final String name;
        private final long end;
        private @Nullable InputStream in;
        private long position;
        private long zeros;

        /** Opens at once, so that a missing object is told at once. */
        Mended(String name, long offset, long length) throws IOException {
            this.name = name;
            this.position = offset;
            this.end = length > TO_END - offset ? TO_END : offset + length;
            try {
                in = store.read(name, offset, length);
            } catch (ObjectUnreadableException e) {
                giveUp(e);
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            while (zeros == 0) {
                try {
                    int count = stored().read(target, offset, length);
                    position += Math.max(0, count);
                    return count;
                } catch (ObjectUnreadableException e) {
                    giveUp(e);
                }
            }
            int count = (int) Math.min(length, zeros);
            Arrays.fill(target, offset, offset + count, (byte) 0);
            zeros -= count;
            position += count;
            return count;
        }

        @Override
        public void close() throws IOException {
            if (in != null) {
                in.close();
            }
        }

        private InputStream stored() throws IOException {
            InputStream stored = in;
            if (stored == null) {
                stored = store.read(name, position, end == TO_END ? TO_END : end - position);
                in = stored;
            }
            return stored;
        }

        private void giveUp(ObjectUnreadableException failure) throws IOException {
            long behind = Math.min(failure.offset() + failure.length(), end);
            if (failure.offset() > position || behind <= position) {
                throw new IOException("Asked for byte " + position + ", the store failed at others", failure);
            }
            close();
            in = null;
            zeros = behind - position;
            note(failure);
        }
    }
}
