package io.backup4j.core.internal.backup;

import io.backup4j.api.ByteString;
import io.backup4j.core.internal.backup.PageHistory.Stretch;
import io.backup4j.core.internal.format.Sha256;
import io.backup4j.core.internal.manifest.Extent;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Stores a stretch of pages: those that changed become chunks, the others refer to where they lay before (FORMAT 10.4). One
 * thread at a time.
 */
final class PageDelta {
    /** Bytes kept of a page's SHA-256. */
    static final int DIGEST_LENGTH = 16;

    private static final int CUT = 65_536;
    private static final byte[] ZEROS = new byte[CUT];

    private final ChunkStorer storer;
    private final MessageDigest sha256;
    private final byte[] digest = new byte[32];

    PageDelta(ChunkStorer storer) {
        this.storer = storer;
        this.sha256 = Sha256.newDigest();
    }

    /** Returns the digests of the pages in the first {@code length} bytes; the last page may be short. */
    byte[] digests(byte[] bytes, int length, int pageSize) {
        byte[] digests = new byte[(length + pageSize - 1) / pageSize * DIGEST_LENGTH];
        for (int at = 0, page = 0; at < length; at += pageSize, page++) {
            sha256.update(bytes, at, Math.min(pageSize, length - at));
            try {
                sha256.digest(digest, 0, digest.length);
            } catch (DigestException e) {
                throw new IllegalStateException("A SHA-256 has 32 bytes", e);
            }
            System.arraycopy(digest, 0, digests, page * DIGEST_LENGTH, DIGEST_LENGTH);
        }
        return digests;
    }

    /**
     * Stores what has changed of a stretch.
     *
     * @param length bytes of the stretch, which begins at a multiple of 65,536 of its content
     * @param digests what {@link #digests} gave for it
     * @param before what was known of it
     */
    List<Extent> store(byte[] bytes, int length, int pageSize, byte[] digests, Stretch before) {
        List<Extent> result = new ArrayList<>();
        ByteString known = before.digests();
        int at = 0;
        while (at < length) {
            boolean same = isSame(at / pageSize, digests, known);
            int end = at;
            while (end < length && isSame(end / pageSize, digests, known) == same) {
                end = Math.min(length, end + pageSize);
            }
            if (same) {
                refer(bytes, at, end, before.extents(), result);
            } else {
                storeChanged(bytes, at, end, result);
            }
            at = end;
        }
        return result;
    }

    private static boolean isSame(int page, byte[] digests, ByteString known) {
        int at = page * DIGEST_LENGTH;
        if (known.length() < at + DIGEST_LENGTH) {
            return false;
        }
        for (int i = at; i < at + DIGEST_LENGTH; i++) {
            if (known.at(i) != digests[i]) {
                return false;
            }
        }
        return true;
    }

    private void storeChanged(byte[] bytes, int from, int to, List<Extent> result) {
        for (int at = from; at < to; ) {
            int end = Math.min(to, (at / CUT + 1) * CUT);
            boolean zeros = Arrays.equals(bytes, at, end, ZEROS, 0, end - at);
            result.add(
                    zeros ? new Extent.Zeros(end - at) : new Extent.Whole(storer.store(bytes, at, end - at), end - at));
            at = end;
        }
    }

    /** Pages whose place is gone are stored again, as if they had changed. */
    private void refer(byte[] bytes, int from, int to, List<Extent> before, List<Extent> result) {
        long start = 0;
        for (Extent extent : before) {
            long first = Math.max(from, start);
            long last = Math.min(to, start + extent.length());
            if (first < last) {
                Extent part = part(extent, first - start, last - first);
                if (storer.has(part)) {
                    result.add(part);
                } else {
                    storeChanged(bytes, (int) first, (int) last, result);
                }
            }
            start += extent.length();
        }
    }

    /** Returns a part of an extent. */
    static Extent part(Extent extent, long offset, long length) {
        if (length == extent.length()) {
            return extent;
        }
        if (extent instanceof Extent.Whole whole) {
            return new Extent.Part(whole.chunk(), offset, length);
        }
        return extent instanceof Extent.Part part
                ? new Extent.Part(part.chunk(), part.offset() + offset, length)
                : new Extent.Zeros(length);
    }
}
