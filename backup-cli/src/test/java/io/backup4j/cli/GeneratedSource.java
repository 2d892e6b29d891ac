package io.backup4j.cli;

import io.backup4j.api.BackupSource;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryPath;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import java.io.InputStream;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Many small files and a large one whose bytes are made up as they are read, so that nothing of it is ever in memory. */
final class GeneratedSource implements BackupSource {
    private static final int LENGTH_OF_SMALL = 10_000;

    private final int small;
    private final long lengthOfLarge;

    /**
     * Creates it.
     *
     * @param small number of small files, of 10,000 bytes each
     * @param lengthOfLarge bytes of the large file
     */
    GeneratedSource(int small, long lengthOfLarge) {
        this.small = small;
        this.lengthOfLarge = lengthOfLarge;
    }

    long bytes() {
        return (long) small * LENGTH_OF_SMALL + lengthOfLarge;
    }

    /** Returns what an entry of this source contains. */
    static InputStream content(Entry entry) {
        return new Generated(entry.path().hashCode(), entry.size());
    }

    @Override
    public String type() {
        return "generated";
    }

    @Override
    public String location() {
        return "generated";
    }

    @Override
    public SourceSnapshot open(SourceContext context) {
        return new SourceSnapshot() {
            private int next;

            @Override
            public @Nullable SourceEntry next() {
                int number = next++;
                if (number > small) {
                    return null;
                }
                return number == small
                        ? new GeneratedEntry("large", lengthOfLarge)
                        : new GeneratedEntry("files-%07d".formatted(number), LENGTH_OF_SMALL);
            }

            @Override
            public void close() {}
        };
    }

    private static final class GeneratedEntry implements SourceEntry {
        private final Entry entry;

        GeneratedEntry(String path, long length) {
            entry = Entry.file(EntryPath.of(path), length);
        }

        @Override
        public Entry entry() {
            return entry;
        }

        @Override
        public InputStream open() {
            return content(entry);
        }
    }

    private static final class Generated extends InputStream {
        private final SplittableRandom random;
        private long left;

        Generated(long seed, long length) {
            random = new SplittableRandom(seed);
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? random.nextInt() & 0xff : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            for (int i = 0; i < count; i++) {
                buffer[offset + i] = (byte) random.nextInt();
            }
            left -= count;
            return count;
        }
    }
}
