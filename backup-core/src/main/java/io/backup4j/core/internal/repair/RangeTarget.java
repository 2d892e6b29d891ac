package io.backup4j.core.internal.repair;

import io.backup4j.api.ByteString;
import io.backup4j.api.CancelSignal;
import io.backup4j.api.ContentSink;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryContent;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.RestoreSession;
import io.backup4j.api.RestoreTarget;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Takes some ranges out of the contents that are restored to it, and keeps nothing else. One thread at a time. */
final class RangeTarget implements RestoreTarget {
    private final Map<ByteString, List<LostEntry.Range>> wanted;
    private final BiConsumer<LostEntry.Range, byte[]> taker;
    private final Set<ByteString> whole = new HashSet<>();

    /**
     * Makes a target.
     *
     * @param wanted the ranges, by the SHA-256 of the whole content
     * @param taker is told the bytes of each range
     */
    RangeTarget(Map<ByteString, List<LostEntry.Range>> wanted, BiConsumer<LostEntry.Range, byte[]> taker) {
        this.wanted = wanted;
        this.taker = taker;
    }

    /** Returns the contents that came to their end. */
    Set<ByteString> whole() {
        return whole;
    }

    @Override
    public String location() {
        return "the repair of another repository";
    }

    @Override
    public void plan(Iterable<Entry> entries, Consumer<? super PlannedAction> actions) {}

    @Override
    public boolean isEmpty() {
        return true;
    }

    @Override
    public RestoreSession open(CancelSignal cancel) {
        return new RestoreSession() {
            @Override
            public void restore(Entry entry, EntryContent content) throws IOException {
                List<LostEntry.Range> ranges = wanted.getOrDefault(content.sha256(), List.of());
                for (LostEntry.Range range : ranges) {
                    RangeSink sink = new RangeSink(range);
                    content.writeTo(sink);
                    taker.accept(range, sink.bytes);
                    whole.add(content.sha256());
                }
            }

            @Override
            public List<EntryIssue> finish() {
                return List.of();
            }

            @Override
            public void close() {}
        };
    }

    private static final class RangeSink implements ContentSink {
        private final long offset;
        private final byte[] bytes;
        private long at;

        RangeSink(LostEntry.Range range) {
            offset = range.offset();
            bytes = new byte[Math.toIntExact(range.length())];
        }

        @Override
        public void write(byte[] buffer, int from, int length) {
            long begin = Math.max(offset, at);
            long end = Math.min(offset + bytes.length, at + length);
            if (begin < end) {
                System.arraycopy(buffer, from + (int) (begin - at), bytes, (int) (begin - offset), (int) (end - begin));
            }
            at += length;
        }

        @Override
        public void zeros(long length) {
            at += length;
        }
    }
}
