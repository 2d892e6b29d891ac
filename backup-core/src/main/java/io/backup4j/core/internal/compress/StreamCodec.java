package io.backup4j.core.internal.compress;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.tukaani.xz.LZMA2Options;

/** The algorithms that only come as streams. They allocate for every block and are slow anyway. */
final class StreamCodec implements Codec {
    private static final int XZ_DECODER_KIB = 80 * 1024;

    private final Packer packer;
    private final Unpacker unpacker;

    private StreamCodec(Packer packer, Unpacker unpacker) {
        this.packer = packer;
        this.unpacker = unpacker;
    }

    static StreamCodec gzip() {
        return new StreamCodec((out, length) -> new GzipCompressorOutputStream(out), GzipCompressorInputStream::new);
    }

    static StreamCodec bzip2() {
        return new StreamCodec(
                (out, length) ->
                        new BZip2CompressorOutputStream(out, BZip2CompressorOutputStream.chooseBlockSize(length)),
                BZip2CompressorInputStream::new);
    }

    static StreamCodec xz() {
        return new StreamCodec(StreamCodec::xzOutput, StreamCodec::xzInput);
    }

    @Override
    public int compress(byte[] plain, int offset, int length, byte[] out, int outOffset, int room) {
        RangeOutput packed = new RangeOutput(out, outOffset, room);
        try (OutputStream stream = packer.open(packed, length)) {
            stream.write(plain, offset, length);
        } catch (IOException e) {
            throw new IllegalStateException("Unexpected failure to compress a block of " + length + " bytes", e);
        }
        return packed.hasOverflowed() ? TOO_LARGE : packed.count();
    }

    @Override
    public void decompress(byte[] packed, int offset, int length, byte[] out, int outOffset, int plainLength)
            throws IOException {
        InputStream source = new ByteArrayInputStream(packed, offset, length);
        try (InputStream stream = unpacker.open(source)) {
            Codec.requireLength(stream.readNBytes(out, outOffset, plainLength), plainLength);
            if (stream.read() >= 0 || source.available() > 0) {
                throw new IOException("It does not end after the " + plainLength + " bytes that are announced");
            }
        } catch (RuntimeException e) {
            throw new IOException("It is not what the decoder can read: " + e, e);
        }
    }

    /** A dictionary larger than the block would only cost memory, some 90 MiB a block at the preset's own size. */
    private static OutputStream xzOutput(OutputStream out, int length) throws IOException {
        LZMA2Options options = new LZMA2Options();
        options.setDictSize(Math.min(options.getDictSize(), Math.max(LZMA2Options.DICT_SIZE_MIN, length)));
        return XZCompressorOutputStream.builder()
                .setOutputStream(out)
                .setLzma2Options(options)
                .get();
    }

    private static InputStream xzInput(InputStream in) throws IOException {
        return XZCompressorInputStream.builder()
                .setInputStream(in)
                .setMemoryLimitKiB(XZ_DECODER_KIB)
                .get();
    }

    private interface Packer {
        OutputStream open(OutputStream out, int plainLength) throws IOException;
    }

    private interface Unpacker {
        InputStream open(InputStream in) throws IOException;
    }
}
