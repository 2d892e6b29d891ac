package io.backup4j.core.internal.parity;

import io.backup4j.api.CorruptDataException;
import io.backup4j.core.internal.format.ByteReader;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.format.ObjectFrame;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.format.Sha256;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a parity object is about: its beginning, from which follows where in it everything is.
 *
 * @param id its id
 * @param strips what is summed; immutable
 */
public record Parity(ObjectId id, List<Strip> strips) {
    /** The largest pack that can be covered, in bytes. */
    static final int LARGEST_PACK = 1 << 25;

    /** Bytes of the check of a segment. */
    static final int CHECK = 16;

    /** Bytes that a beginning has at most. */
    static final int LONGEST_BEGINNING = 8 << 10;

    private static final int MOST_STRIPS = 255;
    private static final int LARGEST_STRIP_ENTRY = ObjectId.LENGTH + 3 * Integer.BYTES;
    private static final int SMALLEST_STRIP_ENTRY = ObjectId.LENGTH + 3;
    private static final int BEFORE_STRIPS = ObjectFrame.HEADER_LENGTH + Integer.BYTES;

    /** Takes a copy of the list. */
    public Parity {
        strips = List.copyOf(strips);
    }

    /** Returns the name of the object. */
    public String name() {
        return ObjectNames.parity(id);
    }

    /** Returns the packs that it covers. */
    public Set<ObjectId> packs() {
        return strips.stream().map(Strip::pack).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns whether it covers several packs. */
    public boolean isGroup() {
        return packs().size() > 1;
    }

    /** Returns the bytes of packs that it covers. */
    long covered() {
        return strips.stream().mapToLong(Strip::length).sum();
    }

    /** Returns the bytes of the sum. */
    int sumLength() {
        return strips.stream().mapToInt(Strip::length).max().orElse(0);
    }

    int columns() {
        return Strip.segmentsIn(sumLength());
    }

    /** Returns where the checks of a strip begin among all checks; behind the last strip those of the sum. */
    int firstCheck(int strip) {
        return strips.stream().limit(strip).mapToInt(Strip::segments).sum();
    }

    /** Returns how many bytes all checks take. */
    int checksLength() {
        return (firstCheck(strips.size()) + columns()) * CHECK;
    }

    int checksOffset() {
        return BEFORE_STRIPS + list().size() + ObjectFrame.CHECK_LENGTH;
    }

    int sumOffset() {
        return checksOffset() + checksLength();
    }

    /** Returns the bytes of the whole object. */
    public int size() {
        return sumOffset() + sumLength() + ObjectFrame.CHECK_LENGTH;
    }

    /** Returns the bytes of the object before the checks. */
    byte[] beginning() {
        ByteWriter list = list();
        ByteWriter beginning = new ByteWriter(BEFORE_STRIPS + list.size() + ObjectFrame.CHECK_LENGTH)
                .raw(ObjectFrame.header(ObjectKind.PARITY))
                .u32(list.size())
                .raw(list.buffer(), 0, list.size());
        ObjectFrame.appendCheck(beginning);
        return beginning.toByteArray();
    }

    private ByteWriter list() {
        ByteWriter list = new ByteWriter(strips.size() * LARGEST_STRIP_ENTRY);
        list.varint(strips.size());
        for (Strip strip : strips) {
            strip.pack().writeTo(list);
            list.varint(strip.packSize()).varint(strip.offset()).varint(strip.length());
        }
        return list;
    }

    /**
     * Reads the beginning of an object.
     *
     * @param bytes its first {@link #LONGEST_BEGINNING} bytes, fewer where it ends
     * @param size bytes of the object, as listed
     * @throws CorruptDataException when the beginning is damaged, or the object longer or shorter than it says
     * @throws io.backup4j.api.UnsupportedFormatException when it is of an older or newer format than can be read
     */
    static Parity read(ObjectId id, byte[] bytes, long size) {
        String name = ObjectNames.parity(id);
        ObjectFrame.checkHeader(ObjectKind.PARITY, name, bytes);
        ByteReader in = new ByteReader(ObjectKind.PARITY.describe(name), bytes);
        in.skip(ObjectFrame.HEADER_LENGTH);
        long listLength = in.u32();
        int listEnd = (int) Math.min(bytes.length, BEFORE_STRIPS + listLength);
        ByteReader list =
                new ByteReader(ObjectKind.PARITY.describe(name), in.raw((int) Math.min(listLength, in.remaining())));
        in.skip(ObjectFrame.CHECK_LENGTH);
        MessageDigest digest = Sha256.newDigest();
        digest.update(bytes, 0, listEnd);
        ObjectFrame.requireCheck(ObjectKind.PARITY, name, digest.digest(), bytes, listEnd);
        Parity parity = new Parity(id, readStrips(list));
        if (parity.size() != size) {
            throw list.corrupt("strips of an object of " + parity.size() + " bytes, while it has " + size);
        }
        return parity;
    }

    private static List<Strip> readStrips(ByteReader in) {
        int count = in.count(SMALLEST_STRIP_ENTRY);
        if (count < 1 || count > MOST_STRIPS) {
            throw in.corrupt(count + " strips");
        }
        List<Strip> strips = new ArrayList<>();
        Map<ObjectId, Integer> sizes = new HashMap<>();
        for (int left = count; left > 0; left--) {
            ObjectId pack = ObjectId.read(in);
            int packSize = in.varint(LARGEST_PACK);
            int offset = in.varint(packSize);
            int length = in.varint(packSize - offset);
            Integer before = sizes.put(pack, packSize);
            if (length == 0 || before != null && before != packSize) {
                throw in.corrupt("a strip of no bytes, or of a pack of two sizes");
            }
            strips.add(new Strip(pack, packSize, offset, length));
        }
        in.requireEnd();
        return strips;
    }

    /** Returns the check of a segment. */
    static byte[] check(byte[] bytes, int offset, int length) {
        MessageDigest digest = Sha256.newDigest();
        digest.update(bytes, offset, length);
        return Arrays.copyOf(digest.digest(), CHECK);
    }
}
