package io.backup4j.testsuites;

import io.backup4j.api.BackupSource;
import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryPath;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Files that follow from a seed, so that every process knows what a restore point must hold. They are drawn from a small stock, so different
 * seeds share some of them.
 *
 * @param seed from which everything follows
 */
public record SeededContent(long seed) implements BackupSource {
    private static final int PATHS = 12;
    private static final int VERSIONS = 4;
    private static final int LONGEST = 4_000;

    /** Returns the number of the version of each file. */
    private SortedMap<EntryPath, Integer> versions() {
        Random random = new Random(seed);
        SortedMap<EntryPath, Integer> versions = new TreeMap<>();
        for (int count = 1 + random.nextInt(PATHS); count > 0; count--) {
            versions.put(EntryPath.of("file " + random.nextInt(PATHS)), random.nextInt(VERSIONS));
        }
        return versions;
    }

    /** Returns all files. */
    public SortedMap<EntryPath, ByteString> files() {
        SortedMap<EntryPath, ByteString> files = new TreeMap<>();
        versions().forEach((path, version) -> files.put(path, ByteString.of(bytes(path, version))));
        return files;
    }

    private static byte[] bytes(EntryPath path, int version) {
        Random random = new Random(31L * path.hashCode() + version);
        byte[] bytes = new byte[1 + random.nextInt(LONGEST)];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public String type() {
        return "seeded";
    }

    @Override
    public String location() {
        return "seeded";
    }

    @Override
    public SourceSnapshot open(SourceContext context) {
        Iterator<Map.Entry<EntryPath, Integer>> files = versions().entrySet().iterator();
        return new SourceSnapshot() {
            @Override
            public @Nullable SourceEntry next() {
                return files.hasNext() ? file(files.next()) : null;
            }

            @Override
            public void close() {}
        };
    }

    private static SourceEntry file(Map.Entry<EntryPath, Integer> versioned) {
        byte[] bytes = bytes(versioned.getKey(), versioned.getValue());
        return new SourceEntry() {
            @Override
            public Entry entry() {
                return Entry.file(versioned.getKey(), bytes.length);
            }

            @Override
            public ByteString stamp() {
                return ByteString.utf8("version " + versioned.getValue());
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
