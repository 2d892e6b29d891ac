package io.backup4j.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The place of an entry inside its component: names, joined by {@code /}; no name at all is the component itself.
 *
 * <p>Names are bytes, not text, because the file systems that are backed up hold names that are no text. A name has at
 * least one byte, holds neither {@code /} nor NUL, and is neither {@code .} nor {@code ..}; so a path never leaves the
 * place that it is resolved against.
 *
 * <p>Paths are ordered name by name, each by its unsigned bytes: a directory stands before what is in it, and all that
 * is in it stands before its next sibling. Safe for use by several threads.
 */
public final class EntryPath implements Comparable<EntryPath> {
    private static final EntryPath ROOT = new EntryPath(new byte[0]);

    private final byte[] bytes;

    private EntryPath(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns the path of no name: the component itself, for instance the directory that was backed up. */
    public static EntryPath root() {
        return ROOT;
    }

    /**
     * Returns the path whose names are the UTF-8 text between the slashes of {@code path}.
     *
     * @throws IllegalArgumentException when a name is not allowed
     */
    public static EntryPath of(String path) {
        return checked(path.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns the path of these bytes, names joined by {@code /}.
     *
     * @throws IllegalArgumentException when a name is not allowed
     */
    public static EntryPath ofBytes(byte[] bytes) {
        return checked(bytes.clone());
    }

    /**
     * Returns the entry called {@code name} in this directory.
     *
     * @throws IllegalArgumentException when the name is not allowed or holds a {@code /}
     */
    public EntryPath resolve(byte[] name) {
        checkName(name, 0, name.length);
        if (isRoot()) {
            return new EntryPath(name.clone());
        }
        byte[] joined = Arrays.copyOf(bytes, bytes.length + 1 + name.length);
        joined[bytes.length] = '/';
        System.arraycopy(name, 0, joined, bytes.length + 1, name.length);
        return new EntryPath(joined);
    }

    /** Returns a copy of the bytes, names joined by {@code /}. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** Returns the number of bytes. */
    public int length() {
        return bytes.length;
    }

    /** Returns whether this is the path of no name. */
    public boolean isRoot() {
        return bytes.length == 0;
    }

    /** Returns copies of the names from the outermost to the last; none for the root. */
    public List<byte[]> names() {
        List<byte[]> names = new ArrayList<>();
        if (isRoot()) {
            return names;
        }
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '/') {
                names.add(Arrays.copyOfRange(bytes, start, i));
                start = i + 1;
            }
        }
        return names;
    }

    /**
     * Returns the directory that this lies in.
     *
     * @throws IllegalStateException when this is the root, which lies in none
     */
    public EntryPath parent() {
        int slash = lastSlash();
        return slash < 0 ? ROOT : new EntryPath(Arrays.copyOf(bytes, slash));
    }

    /**
     * Returns a copy of the last name.
     *
     * @throws IllegalStateException when this is the root, which has none
     */
    public byte[] name() {
        return Arrays.copyOfRange(bytes, lastSlash() + 1, bytes.length);
    }

    /** Returns whether this path is {@code directory} itself or lies below it. */
    public boolean startsWith(EntryPath directory) {
        int length = directory.bytes.length;
        return length == 0
                || bytes.length >= length
                        && Arrays.equals(bytes, 0, length, directory.bytes, 0, length)
                        && (bytes.length == length || bytes[length] == '/');
    }

    @Override
    public int compareTo(EntryPath other) {
        int at = Arrays.mismatch(bytes, other.bytes);
        if (at < 0) {
            return 0;
        }
        return Integer.compare(rank(bytes, at), rank(other.bytes, at));
    }

    /** The end of a path sorts before everything and a slash before every name byte, so subtrees stay together. */
    private static int rank(byte[] path, int at) {
        if (at >= path.length) {
            return -1;
        }
        return path[at] == '/' ? 0 : path[at] & 0xff;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EntryPath that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Returns the path for people: UTF-8 text; the root is empty; a path that is not UTF-8 has its bytes above 7F as {@code \xHH}. */
    @Override
    public String toString() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            return escaped();
        }
    }

    private String escaped() {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            if (b >= 0) {
                text.append((char) b);
            } else {
                text.append("\\x").append(HexFormat.of().toHexDigits(b));
            }
        }
        return text.toString();
    }

    private int lastSlash() {
        if (isRoot()) {
            throw new IllegalStateException("The root of a component has neither a parent nor a name");
        }
        int at = bytes.length - 1;
        while (at >= 0 && bytes[at] != '/') {
            at--;
        }
        return at;
    }

    private static EntryPath checked(byte[] bytes) {
        if (bytes.length == 0) {
            return ROOT;
        }
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '/') {
                checkName(bytes, start, i);
                start = i + 1;
            }
        }
        return new EntryPath(bytes);
    }

    private static void checkName(byte[] bytes, int from, int to) {
        boolean dots =
                to - from == 1 && bytes[from] == '.' || to - from == 2 && bytes[from] == '.' && bytes[from + 1] == '.';
        if (to == from || dots) {
            throw new IllegalArgumentException("A name in an entry path is empty, '.' or '..': " + show(bytes));
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] == 0 || bytes[i] == '/') {
                throw new IllegalArgumentException("A name in an entry path holds NUL or '/': " + show(bytes));
            }
        }
    }

    private static String show(byte[] bytes) {
        return '\'' + new String(bytes, StandardCharsets.UTF_8) + '\'';
    }
}
