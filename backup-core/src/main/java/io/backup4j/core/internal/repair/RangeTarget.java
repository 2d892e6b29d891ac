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
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes some ranges out of the contents that are restored to it, and keeps nothing else. One thread at a time. */
final class RangeTarget implements RestoreTarget {
    private final Map<ByteString, List<LostEntry.Range>> wanted;
    private final BiConsumer<LostEntry.Range, byte[]> taker;
    private final Set<ByteString> whole = new HashSet<>();

    /**
     * Makes a target.
     *
     * @param wanted the ranges, by the SHA-256 of the whole content, ascending and not overlapping
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
                if (!ranges.isEmpty()) {
                    content.writeTo(new RangeSink(ranges));
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

    /** Goes once through a content and hands out the ranges that it comes by, which ascend and do not overlap. */
    private final class RangeSink implements ContentSink {
        private final Iterator<LostEntry.Range> later;
        private LostEntry.@Nullable Range range;
        private byte[] bytes = {};
        private long at;

        RangeSink(List<LostEntry.Range> ranges) {
            later = ranges.iterator();
            next();
        }

        @Override
        public void write(byte[] buffer, int from, int length) {
            pass(
                    length,
                    (range, begin, count) -> System.arraycopy(
                            buffer, from + (int) (begin - at), bytes, (int) (begin - range.offset()), count));
        }

        @Override
        public void zeros(long length) {
            pass(length, (range, begin, count) -> {});
        }

        private void pass(long length, Copy copy) {
            long end = at + length;
            while (range != null && range.offset() < end) {
                LostEntry.Range current = range;
                long rangeEnd = current.offset() + current.length();
                long begin = Math.max(current.offset(), at);
                copy.copy(current, begin, (int) (Math.min(rangeEnd, end) - begin));
                if (rangeEnd > end) {
                    break;
                }
                taker.accept(current, bytes);
                next();
            }
            at = end;
        }

        private void next() {
            range = later.hasNext() ? later.next() : null;
            bytes = range == null ? bytes : new byte[Math.toIntExact(range.length())];
        }
    }

    /** Takes bytes of a content into the range that they belong to. */
    @FunctionalInterface
    private interface Copy {
        void copy(LostEntry.Range range, long begin, int count);
    }
}
