package io.backup4j.cli;

import io.backup4j.core.Compression;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a compression. */
final class CompressionConverter implements ITypeConverter<Compression> {
    private static final Pattern ZSTD = Pattern.compile("zstd:(\\d{1,3})");

    @Override
    public Compression convert(String text) {
        Matcher zstd = ZSTD.matcher(text);
        return zstd.matches() ? zstd(Integer.parseInt(zstd.group(1))) : byName(text);
    }

    private static Compression byName(String name) {
        return switch (name) {
            case "zstd" -> Compression.zstd();
            case "gzip" -> Compression.gzip();
            case "bzip2" -> Compression.bzip2();
            case "xz" -> Compression.xz();
            case "none" -> Compression.none();
            default ->
                throw new TypeConversionException("'" + name + "' is none of zstd, zstd:LEVEL, gzip, bzip2, xz, none");
        };
    }

    private static Compression zstd(int level) {
        try {
            return Compression.zstd(level);
        } catch (IllegalArgumentException outOfRange) {
            throw new TypeConversionException("zstd has the levels 1 to 19, not " + level);
        }
    }
}
