package io.backup4j.store.gdrive;

import io.backup4j.api.ObjectBody;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A body, read once before anything is sent: what cannot be read, or has another length than it says, never reaches Drive.
 * Closes every stream that it opens. One thread at a time.
 */
final class Content {
    /** Up to this size one request carries an object. */
    static final int SMALL = 4 << 20;

    private final ObjectBody body;
    private final byte[] small;
    private final String md5;
    private final String sha256;

    private Content(ObjectBody body, byte[] small, String md5, String sha256) {
        this.body = body;
        this.small = small;
        this.md5 = md5;
        this.sha256 = sha256;
    }

    static Content of(ObjectBody body) throws IOException {
        MessageDigest md5 = digest("MD5");
        MessageDigest sha256 = digest("SHA-256");
        byte[] buffer = new byte[(int) Math.min(Math.max(1, body.length()), isSmall(body) ? SMALL : 64 << 10)];
        long left = body.length();
        try (InputStream in = body.open()) {
            while (left > 0) {
                int count = readFully(in, buffer, left);
                md5.update(buffer, 0, count);
                sha256.update(buffer, 0, count);
                left -= count;
            }
            requireEnd(in);
        }
        byte[] small = isSmall(body) ? Arrays.copyOf(buffer, (int) body.length()) : new byte[0];
        return new Content(body, small, hex(md5), hex(sha256));
    }

    boolean isSmall() {
        return isSmall(body);
    }

    long length() {
        return body.length();
    }

    byte[] bytes() {
        return small;
    }

    /** Returns whether a file has these bytes, by Drive's own account. */
    boolean isIn(StoredFile file) {
        if (file.size() != length()) {
            return false;
        }
        return file.sha256() == null ? md5.equals(file.md5()) : sha256.equals(file.sha256());
    }

    /** Reads a part again; it must lie inside. */
    byte[] part(long offset, int length) throws IOException {
        try (InputStream in = body.open()) {
            in.skipNBytes(offset);
            byte[] part = new byte[length];
            readFully(in, part, length);
            return part;
        }
    }

    private static boolean isSmall(ObjectBody body) {
        return body.length() <= SMALL;
    }

    private static int readFully(InputStream in, byte[] buffer, long left) throws IOException {
        int wanted = (int) Math.min(left, buffer.length);
        if (in.readNBytes(buffer, 0, wanted) < wanted) {
            throw new EOFException("The body ended before the length that it says");
        }
        return wanted;
    }

    private static void requireEnd(InputStream in) throws IOException {
        if (in.read() >= 0) {
            throw new IOException("The body goes on behind the length that it says");
        }
    }

    private static MessageDigest digest(String algorithm) throws IOException {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("This Java has no " + algorithm + ", which every Java must have", e);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
