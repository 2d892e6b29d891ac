package io.backup4j.core.internal.parity;

import io.backup4j.core.internal.format.ObjectFrame;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.format.Sha256;
import io.backup4j.core.internal.repository.RepositoryObjects;
import io.backup4j.core.internal.run.RunControl;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** Makes one parity object. Used once, by one thread. */
final class ParityMaker {
    /** Segments that are read at once. */
    static final int PIECE = 256;

    private final RepositoryObjects objects;
    private final RunControl control;
    private final Parity parity;
    private final byte[] object;

    ParityMaker(RepositoryObjects objects, RunControl control, Parity parity) {
        this.objects = objects;
        this.control = control;
        this.parity = parity;
        this.object = new byte[parity.size()];
    }

    /**
     * Reads the packs and returns the object.
     *
     * @throws UnsoundPackException when a pack is damaged or gone, so that there is nothing to be protected
     */
    byte[] make() throws UnsoundPackException {
        byte[] beginning = parity.beginning();
        System.arraycopy(beginning, 0, object, 0, beginning.length);
        List<Strip> strips = parity.strips();
        for (int number = 0; number < strips.size(); ) {
            number = addPack(number);
        }
        addChecks(strips.size(), 0, object, parity.sumOffset(), parity.sumLength());
        MessageDigest digest = Sha256.newDigest();
        int end = object.length - ObjectFrame.CHECK_LENGTH;
        digest.update(object, 0, end);
        System.arraycopy(digest.digest(), 0, object, end, ObjectFrame.CHECK_LENGTH);
        return object;
    }

    /** Adds the strips of one pack, which follow each other from its beginning to its end; returns the number of the next. */
    private int addPack(int first) throws UnsoundPackException {
        Strip strip = parity.strips().get(first);
        SoundPack pack = new SoundPack(strip.packSize());
        int number = first;
        for (int position = 0; position < strip.packSize(); number++) {
            addStrip(number, pack);
            position += parity.strips().get(number).length();
        }
        if (!pack.isSound()) {
            throw new UnsoundPackException(strip.pack(), "its SHA-256 is not the one written at its end");
        }
        control.done(1, 0);
        return number;
    }

    private void addStrip(int number, SoundPack pack) throws UnsoundPackException {
        Strip strip = parity.strips().get(number);
        for (int segment = 0; segment < strip.segments(); segment += PIECE) {
            control.checkCancelled();
            byte[] piece = read(strip, segment);
            pack.update(piece);
            addChecks(number, segment, piece, 0, piece.length);
            xor(piece, object, parity.sumOffset() + segment * Strip.SEGMENT);
            control.done(0, piece.length);
        }
    }

    private byte[] read(Strip strip, int segment) throws UnsoundPackException {
        int length = strip.bytesFrom(segment, PIECE);
        int offset = strip.offset() + segment * Strip.SEGMENT;
        Optional<byte[]> piece = objects.read(ObjectNames.pack(strip.pack()), offset, length);
        if (piece.isEmpty()) {
            throw new UnsoundPackException(strip.pack(), "it has gone meanwhile");
        }
        if (piece.get().length < length) {
            throw new UnsoundPackException(strip.pack(), "it ends at byte " + (offset + piece.get().length));
        }
        return piece.get();
    }

    private void addChecks(int strip, int firstSegment, byte[] bytes, int from, int length) {
        int at = parity.checksOffset() + (parity.firstCheck(strip) + firstSegment) * Parity.CHECK;
        for (int done = 0; done < length; done += Strip.SEGMENT) {
            byte[] check = Parity.check(bytes, from + done, Math.min(Strip.SEGMENT, length - done));
            System.arraycopy(check, 0, object, at, Parity.CHECK);
            at += Parity.CHECK;
        }
    }

    /** Adds bytes to a sum. */
    static void xor(byte[] bytes, byte[] sum, int offset) {
        for (int i = 0; i < bytes.length; i++) {
            sum[offset + i] ^= bytes[i];
        }
    }
}
