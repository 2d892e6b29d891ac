package io.backup4j.core.files;

import io.backup4j.api.ByteString;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Turns the names of files into their bytes and back, whatever the locale. A {@link Path} of a POSIX system holds the
 * bytes, but shows them as text only, in which a byte that the locale does not know is lost. Its URI escapes every byte,
 * so that way loses nothing; it is slow (making a URI asks the file system), so names that the locale carries safely
 * go as text.
 */
final class RawNames {
    private static final boolean UTF_8_LOCALE = isUtf8(System.getProperty("sun.jnu.encoding", ""));
    private static final char LOST = '\ufffd';

    private RawNames() {}

    /** Returns the bytes of the last name of {@code path}, which has one. */
    static byte[] bytes(Path path) {
        Path name = path.getFileName();
        String text = name == null ? "" : name.toString();
        if (isAscii(text)) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
        if (!hasRawNames(path.getFileSystem()) || isSafe(text)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        byte[] whole = escapedBytes(path);
        int end = whole[whole.length - 1] == '/' ? whole.length - 1 : whole.length;
        int start = end;
        while (whole[start - 1] != '/') {
            start--;
        }
        return Arrays.copyOfRange(whole, start, end);
    }

    /**
     * Returns the entry called {@code name} in {@code directory}, never another place.
     *
     * @throws FileSystemException when this system cannot have such a name
     */
    static Path child(Path directory, byte[] name) throws FileSystemException {
        Path relative = relative(directory.getFileSystem(), name);
        // A system with other separators or drives could read more than one name into it.
        if (relative.getNameCount() != 1 || relative.isAbsolute() || relative.getRoot() != null) {
            throw new FileSystemException(show(directory, name), null, "The name has a special meaning on this system");
        }
        return directory.resolve(relative);
    }

    /** Returns the bytes that a symbolic link points to, as they are stored. */
    static ByteString linkBytes(Path link) {
        String text = link.toString();
        if (isAscii(text) || isSafe(text) || !hasRawNames(link.getFileSystem())) {
            return ByteString.utf8(text);
        }
        byte[] whole = escapedBytes(link);
        int start = link.isAbsolute() ? 0 : escapedBytes(link.getFileSystem().getPath("")).length;
        // The URI of something that is a directory gets a slash that the link does not have.
        boolean added = whole[whole.length - 1] == '/' && !text.endsWith("/");
        return ByteString.of(whole, start, whole.length - start - (added ? 1 : 0));
    }

    /**
     * Returns the place that a symbolic link is to point to. A slash at the end is kept; of several slashes in a row the
     * JDK keeps one, which leads to the same place.
     *
     * @throws FileSystemException when this system cannot have such a place
     */
    static Path linkPath(FileSystem system, ByteString link) throws FileSystemException {
        byte[] bytes = link.toByteArray();
        if (!hasRawNames(system)) {
            return relative(system, bytes);
        }
        if (link.isEmpty() || link.toUtf8().indexOf('\0') >= 0) {
            throw new FileSystemException(link.toUtf8(), null, "A symbolic link cannot point there");
        }
        boolean absolute = bytes[0] == '/';
        // One slash at the end is taken for the mark of a directory and dropped.
        Path path = Path.of(URI.create("file://" + (absolute ? "" : "/") + escape(bytes) + "/"));
        return absolute ? path : path.subpath(0, path.getNameCount());
    }

    private static Path relative(FileSystem system, byte[] name) throws FileSystemException {
        String text = new String(name, StandardCharsets.UTF_8);
        try {
            if (!hasRawNames(system) || isAscii(text) || isSafe(text)) {
                return system.getPath(text);
            }
            return lastName(Path.of(URI.create("file:///" + escape(name))));
        } catch (InvalidPathException e) {
            throw new FileSystemException(text, null, "This system cannot have such a name: " + e.getReason());
        }
    }

    private static Path lastName(Path path) {
        @Nullable Path name = path.getFileName();
        return name == null ? path : name;
    }

    private static byte[] escapedBytes(Path path) {
        String escaped = path.toUri().getRawPath();
        byte[] bytes = new byte[escaped.length()];
        int length = 0;
        for (int i = 0; i < escaped.length(); i++) {
            char sign = escaped.charAt(i);
            if (sign == '%') {
                sign = (char) HexFormat.fromHexDigits(escaped, i + 1, i + 3);
                i += 2;
            }
            bytes[length++] = (byte) sign;
        }
        return Arrays.copyOf(bytes, length);
    }

    private static String escape(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            if (b == '/') {
                text.append('/');
            } else {
                text.append('%').append(HexFormat.of().toHexDigits(b));
            }
        }
        return text.toString();
    }

    private static boolean hasRawNames(FileSystem system) {
        return system == FileSystems.getDefault() && "/".equals(system.getSeparator());
    }

    /** Only a locale of UTF-8 turns all text into bytes and back, and only where it did not have to replace any. */
    private static boolean isSafe(String text) {
        return UTF_8_LOCALE && text.indexOf(LOST) < 0;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8(String charset) {
        return Charset.isSupported(charset) && Charset.forName(charset).equals(StandardCharsets.UTF_8);
    }

    private static String show(Path directory, byte[] name) {
        return directory + "/" + new String(name, StandardCharsets.UTF_8);
    }
}
