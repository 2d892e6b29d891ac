package io.backup4j.core.internal.compress;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Zstandard by its own library, straight from array to array. The contexts are made when first used, because loading the
 * library costs 90 ms that not every command needs to pay.
 */
final class ZstdCodec implements Codec {
    private final int level;
    private @Nullable ZstdCompressCtx compressor;
    private @Nullable ZstdDecompressCtx decompressor;

    ZstdCodec(int level) {
        this.level = level;
    }

    @Override
    public int compress(byte[] plain, int offset, int length, byte[] out, int outOffset, int room) {
        try {
            return compressor().compressByteArray(out, outOffset, room, plain, offset, length);
        } catch (ZstdException e) {
            if (e.getErrorCode() == Zstd.errDstSizeTooSmall()) {
                return TOO_LARGE;
            }
            throw new IllegalStateException("Unexpected failure of zstd on a block of " + length + " bytes", e);
        }
    }

    @Override
    public void decompress(byte[] packed, int offset, int length, byte[] out, int outOffset, int plainLength)
            throws IOException {
        try {
            Codec.requireLength(
                    decompressor().decompressByteArray(out, outOffset, plainLength, packed, offset, length),
                    plainLength);
        } catch (ZstdException e) {
            throw new IOException("It is not zstd data of " + plainLength + " bytes: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (compressor != null) {
            compressor.close();
        }
        if (decompressor != null) {
            decompressor.close();
        }
    }

    private ZstdCompressCtx compressor() {
        ZstdCompressCtx known = compressor;
        if (known == null) {
            ZstdLibrary.load();
            known = new ZstdCompressCtx();
            known.setLevel(level);
            compressor = known;
        }
        return known;
    }

    private ZstdDecompressCtx decompressor() {
        ZstdDecompressCtx known = decompressor;
        if (known == null) {
            ZstdLibrary.load();
            known = new ZstdDecompressCtx();
            decompressor = known;
        }
        return known;
    }
}
