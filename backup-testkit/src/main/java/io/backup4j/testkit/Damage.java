package io.backup4j.testkit;

import java.util.Arrays;

/**
 * Does to stored objects what disks, networks and attackers do. Every method returns in words what it did, for the
 * messages of a test. One thread at a time, and only while no store works on the objects.
 */
public final class Damage {
    private final RawObjects objects;

    private Damage(RawObjects objects) {
        this.objects = objects;
    }

    /** Returns a tool that damages {@code objects}. */
    public static Damage to(RawObjects objects) {
        return new Damage(objects);
    }

    /** Removes an object. */
    public String delete(String name) {
        objects.remove(name);
        return "Deleted " + name;
    }

    /** Keeps only the first {@code length} bytes, which must be fewer than there are. */
    public String truncateTo(String name, int length) {
        byte[] bytes = objects.readAll(name);
        if (length < 0 || length >= bytes.length) {
            throw new IllegalArgumentException(
                    "Cannot truncate " + name + " of " + bytes.length + " bytes to " + length);
        }
        objects.overwrite(name, Arrays.copyOf(bytes, length));
        return "Truncated " + name + " from " + bytes.length + " to " + length + " bytes";
    }

    /** Removes the last {@code count} bytes, at least 1 and at most all. */
    public String truncateBy(String name, int count) {
        return truncateTo(name, objects.readAll(name).length - count);
    }

    /**
     * Turns one bit over.
     *
     * @param offset the byte, counted from 0, or from the end when negative: -1 is the last
     * @param bit 0 for the lowest to 7
     */
    public String flipBit(String name, int offset, int bit) {
        byte[] bytes = objects.readAll(name);
        int index = offset < 0 ? bytes.length + offset : offset;
        requireInside(name, bytes, index, 1);
        bytes[index] ^= (byte) (1 << bit);
        objects.overwrite(name, bytes);
        return "Flipped bit " + bit + " of byte " + index + " of " + bytes.length + " in " + name;
    }

    /**
     * Makes a range all zero, as a disk that lost a sector.
     *
     * @throws IllegalArgumentException when the range is not inside the object or is zero already, so that nothing would
     *     be damaged
     */
    public String zero(String name, int offset, int length) {
        byte[] bytes = objects.readAll(name);
        requireInside(name, bytes, offset, length);
        byte[] zeroed = bytes.clone();
        Arrays.fill(zeroed, offset, offset + length, (byte) 0);
        if (Arrays.equals(bytes, zeroed)) {
            throw new IllegalArgumentException("Bytes " + offset + "+" + length + " of " + name + " are zero already");
        }
        objects.overwrite(name, zeroed);
        return "Zeroed bytes " + offset + "+" + length + " of " + bytes.length + " in " + name;
    }

    /**
     * Gives each of two objects the bytes of the other.
     *
     * @throws IllegalArgumentException when their bytes are equal, so that nothing would be damaged
     */
    public String swap(String one, String other) {
        byte[] bytes = objects.readAll(one);
        byte[] otherBytes = objects.readAll(other);
        if (Arrays.equals(bytes, otherBytes)) {
            throw new IllegalArgumentException("The bytes of " + one + " and " + other + " are equal");
        }
        objects.overwrite(one, otherBytes);
        objects.overwrite(other, bytes);
        return "Swapped " + one + " and " + other;
    }

    /** Remembers the bytes of an object as they are now, to bring them back later. */
    public Remembered remember(String name) {
        return new Remembered(name, objects.readAll(name));
    }

    /** An object as it was once. */
    public final class Remembered {
        private final String name;
        private final byte[] bytes;

        private Remembered(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        /** Brings the old bytes back under the old name, whatever is there now, as an attacker who replays them. */
        public String replay() {
            objects.overwrite(name, bytes);
            return "Replayed an old " + name;
        }

        /** Stores the old bytes under another name as well. */
        public String replayAs(String otherName) {
            objects.overwrite(otherName, bytes);
            return "Replayed " + name + " as " + otherName;
        }
    }

    private static void requireInside(String name, byte[] bytes, int offset, int length) {
        if (offset < 0 || length < 1 || length > bytes.length - offset) {
            throw new IllegalArgumentException(
                    "Bytes " + offset + "+" + length + " are not inside " + name + " of " + bytes.length + " bytes");
        }
    }
}
