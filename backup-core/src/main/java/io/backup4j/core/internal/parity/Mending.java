package io.backup4j.core.internal.parity;

import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.repository.RepositoryObjects;
import io.backup4j.core.internal.run.RunControl;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Gives back what it can of one pack, from one parity object. Used once, by one thread. */
final class Mending {
    private final RepositoryObjects objects;
    private final RunControl control;
    private final Parity parity;
    private final List<Strip> strips;
    private final ObjectId pack;
    private final byte[] bytes;
    private final byte[] checks;
    private int mended;

    /** @param bytes the pack as it was found, put right in place */
    Mending(RepositoryObjects objects, RunControl control, Parity parity, ObjectId pack, byte[] bytes) {
        this.objects = objects;
        this.control = control;
        this.parity = parity;
        this.strips = parity.strips();
        this.pack = pack;
        this.bytes = bytes;
        byte[] found = objects.read(parity.name(), parity.checksOffset(), parity.checksLength())
                .orElse(new byte[0]);
        this.checks = Arrays.copyOf(found, parity.checksLength());
    }

    /** Returns how many segments were put right. */
    int run() {
        BitSet columns = hit();
        for (int from = columns.nextSetBit(0); from >= 0; ) {
            int to = Math.min(columns.nextClearBit(from), from + ParityMaker.PIECE);
            mend(from, to);
            from = columns.nextSetBit(to);
        }
        return mended;
    }

    /** Returns the columns in which something of the pack is damaged. */
    private BitSet hit() {
        BitSet columns = new BitSet();
        for (int strip = 0; strip < strips.size(); strip++) {
            for (int column = 0; isOfPack(strip) && column < strips.get(strip).segments(); column++) {
                if (!isSound(strip, column)) {
                    columns.set(column);
                }
            }
        }
        return columns;
    }

    private boolean isOfPack(int strip) {
        return strips.get(strip).pack().equals(pack);
    }

    private boolean isSound(int strip, int column) {
        Strip range = strips.get(strip);
        return hasCheck(strip, column, bytes, range.offset() + column * Strip.SEGMENT, range.bytesFrom(column, 1));
    }

    private boolean hasCheck(int strip, int column, byte[] segment, int offset, int length) {
        int at = (parity.firstCheck(strip) + column) * Parity.CHECK;
        return MessageDigest.isEqual(
                Parity.check(segment, offset, length), Arrays.copyOfRange(checks, at, at + Parity.CHECK));
    }

    private void mend(int from, int to) {
        Columns sums = new Columns(from, to);
        sums.addSum();
        for (int strip = 0; strip < strips.size() && !sums.usable.isEmpty(); strip++) {
            control.checkCancelled();
            if (isOfPack(strip)) {
                sums.addOwn(strip);
            } else {
                sums.addOther(strip);
            }
        }
        sums.putBack();
    }

    /** Some neighbouring columns: what is left of the sum of each when everything that is sound is taken out of it. */
    private final class Columns {
        private final int from;
        private final int to;
        private final byte[] left;
        private final BitSet usable = new BitSet();
        private final int[] lost;

        Columns(int from, int to) {
            this.from = from;
            this.to = to;
            this.left = new byte[(to - from) * Strip.SEGMENT];
            this.lost = new int[to - from];
            Arrays.fill(lost, -1);
            usable.set(from, to);
        }

        void addSum() {
            int length = Math.min(left.length, parity.sumLength() - from * Strip.SEGMENT);
            add(strips.size(), parity.name(), parity.sumOffset(), length);
        }

        void addOther(int strip) {
            Strip range = strips.get(strip);
            add(strip, ObjectNames.pack(range.pack()), range.offset(), range.bytesFrom(from, to - from));
        }

        private void add(int strip, String object, int offset, int length) {
            if (length == 0) {
                return;
            }
            byte[] found = objects.read(object, offset + (long) from * Strip.SEGMENT, length)
                    .orElse(new byte[0]);
            byte[] piece = Arrays.copyOf(found, length);
            for (int column = from; at(column) < length; column++) {
                if (!hasCheck(strip, column, piece, at(column), Math.min(Strip.SEGMENT, length - at(column)))) {
                    usable.clear(column);
                }
            }
            ParityMaker.xor(piece, left, 0);
        }

        private int at(int column) {
            return (column - from) * Strip.SEGMENT;
        }

        /** Of one column one segment can be given back. */
        void addOwn(int strip) {
            Strip range = strips.get(strip);
            for (int column = from; column < Math.min(to, range.segments()); column++) {
                int start = range.offset() + column * Strip.SEGMENT;
                if (isSound(strip, column)) {
                    ParityMaker.xor(
                            Arrays.copyOfRange(bytes, start, start + range.bytesFrom(column, 1)), left, at(column));
                } else if (lost[column - from] >= 0) {
                    usable.clear(column);
                } else {
                    lost[column - from] = strip;
                }
            }
        }

        void putBack() {
            usable.stream().filter(column -> lost[column - from] >= 0).forEach(column -> {
                int strip = lost[column - from];
                Strip range = strips.get(strip);
                int length = range.bytesFrom(column, 1);
                if (hasCheck(strip, column, left, at(column), length)) {
                    System.arraycopy(left, at(column), bytes, range.offset() + column * Strip.SEGMENT, length);
                    mended++;
                }
            });
        }
    }
}
