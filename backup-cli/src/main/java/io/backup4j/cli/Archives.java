package io.backup4j.cli;

import io.backup4j.core.ArchiveFormat;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The archive formats by name. */
final class Archives {
    private Archives() {}

    /**
     * Returns the format that the name of a file says.
     *
     * @throws UsageException when it says none
     */
    static ArchiveFormat formatOf(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".tar.zst") || name.endsWith(".tzst")) {
            return ArchiveFormat.TAR_ZSTD;
        }
        if (name.endsWith(".tar.gz") || name.endsWith(".tgz")) {
            return ArchiveFormat.TAR_GZIP;
        }
        if (name.endsWith(".zip")) {
            return ArchiveFormat.ZIP;
        }
        throw new UsageException("Which format? '" + file + "' does not say: give --format tar.zst, tar.gz or zip");
    }

    /** Reads the name of a format. */
    static final class Converter implements ITypeConverter<ArchiveFormat> {
        @Override
        public ArchiveFormat convert(String text) {
            return switch (text) {
                case "tar.zst" -> ArchiveFormat.TAR_ZSTD;
                case "tar.gz" -> ArchiveFormat.TAR_GZIP;
                case "zip" -> ArchiveFormat.ZIP;
                default -> throw new TypeConversionException("'" + text + "' is none of tar.zst, tar.gz, zip");
            };
        }
    }
}
