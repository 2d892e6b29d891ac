package io.backup4j.core.files;

import io.backup4j.api.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The extended attributes of files and directories, as far as Java reaches them: those of the name space {@code user}.
 * Asks each file system once whether it has any. Safe for use by several threads.
 */
final class ExtendedAttributes {
    private static final String NAME_SPACE = "user.";

    private final Map<Long, Boolean> supported = new ConcurrentHashMap<>();

    /**
     * Returns all, none where the file system has no such thing.
     *
     * @throws IOException when the file cannot be read
     */
    Map<String, ByteString> read(Path path, FileStat stat) throws IOException {
        Boolean isSupported = supported.get(stat.device());
        if (isSupported == null) {
            isSupported = Files.getFileStore(path).supportsFileAttributeView(UserDefinedFileAttributeView.class);
            supported.put(stat.device(), isSupported);
        }
        if (!isSupported) {
            return Map.of();
        }
        UserDefinedFileAttributeView view = view(path);
        List<String> names = view.list();
        return names.isEmpty() ? Map.of() : values(view, names);
    }

    /**
     * Sets attributes and leaves others alone.
     *
     * @throws IOException when one of them cannot be set
     */
    static void write(Path path, Map<String, ByteString> attributes) throws IOException {
        for (Map.Entry<String, ByteString> attribute : attributes.entrySet()) {
            String name = attribute.getKey();
            if (!name.startsWith(NAME_SPACE)) {
                throw new IOException("Java cannot set the extended attribute " + name);
            }
            ByteBuffer value = ByteBuffer.wrap(attribute.getValue().toByteArray());
            view(path).write(name.substring(NAME_SPACE.length()), value);
        }
    }

    private static Map<String, ByteString> values(UserDefinedFileAttributeView view, List<String> names)
            throws IOException {
        Map<String, ByteString> found = new HashMap<>();
        for (String name : names) {
            ByteBuffer value = ByteBuffer.allocate(view.size(name));
            view.read(name, value);
            found.put(NAME_SPACE + name, ByteString.of(value.array(), 0, value.position()));
        }
        return found;
    }

    private static UserDefinedFileAttributeView view(Path path) {
        return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }
}
