package io.backup4j.core;

import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.Granularity;
import io.backup4j.api.PosixAttributes;
import io.backup4j.core.MemorySource.Item;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.ListArbitrary;
import org.jspecify.annotations.Nullable;

/** Makes histories of a source: what it holds at first, and what happens to it between backups. */
final class Histories {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    private static final List<byte[]> NAMES = List.of(
            name("a"),
            name("ab"),
            name("a-b"),
            name("a.b"),
            name(" "),
            name("é"),
            name("日本語"),
            new byte[] {(byte) 0xff, (byte) 0xfe},
            new byte[] {1},
            new byte[] {'a', (byte) 0x80},
            name("x".repeat(255)));

    private Histories() {}

    /**
     * A history.
     *
     * @param first what is done before the first backup
     * @param rounds what is done before each further one
     * @param honestStamps whether entries have stamps, which change with content and extended attributes
     */
    record History(List<Edit> first, List<List<Edit>> rounds, boolean honestStamps) {
        /** Applies what is done before backup {@code number}, counted from 0. */
        void play(int number, MemorySource source) {
            (number == 0 ? first : rounds.get(number - 1)).forEach(edit -> edit.apply(source.items));
            linkToEarlierFiles(source.items);
            source.items.replaceAll((path, item) -> stamped(item));
        }

        int backups() {
            return 1 + rounds.size();
        }

        /** A hard link names a file that stands earlier, as every source promises; where there is none, the link goes. */
        private static void linkToEarlierFiles(SortedMap<EntryPath, Item> items) {
            EntryPath file = null;
            for (Item item : List.copyOf(items.values())) {
                Entry entry = item.entry();
                if (entry.kind() == EntryKind.FILE) {
                    file = entry.path();
                } else if (entry.kind() == EntryKind.HARD_LINK && file == null) {
                    items.remove(entry.path());
                } else if (entry.kind() == EntryKind.HARD_LINK) {
                    items.put(
                            entry.path(),
                            new Item(linked(entry, file), item.content(), item.stamp(), item.granularity()));
                }
            }
        }

        private static Entry linked(Entry old, EntryPath file) {
            ByteString link = ByteString.of(file.toByteArray());
            return new Entry(old.path(), old.kind(), 0, old.modified(), old.posix(), link, old.extended());
        }

        private Item stamped(Item item) {
            ByteString content = NaiveCopy.sha256(item.content().toByteArray());
            ByteString stamp =
                    honestStamps ? ByteString.utf8(content + " " + item.entry().extended()) : ByteString.empty();
            return new Item(item.entry(), item.content(), stamp, item.granularity());
        }
    }

    /** What can happen to an entry. */
    enum Deed {
        PUT,
        REMOVE,
        MOVE,
        REWRITE,
        CHANGE_A_BYTE,
        INSERT,
        CUT,
        TOUCH
    }

    /**
     * One thing that happens.
     *
     * @param which the entry that it happens to, as a number that is taken modulo the number of entries
     * @param fresh an entry to be put, or the new attributes, place or content of the other
     */
    record Edit(Deed deed, int which, Item fresh) {
        void apply(SortedMap<EntryPath, Item> items) {
            if (deed == Deed.PUT || items.isEmpty()) {
                put(items, fresh);
                return;
            }
            Item old = new ArrayList<>(items.values()).get(which % items.size());
            items.remove(old.entry().path());
            switch (deed) {
                case REMOVE -> {}
                case MOVE ->
                    put(
                            items,
                            new Item(
                                    at(old.entry(), fresh.entry().path()),
                                    old.content(),
                                    old.stamp(),
                                    old.granularity()));
                case TOUCH -> put(items, new Item(touched(old.entry()), old.content(), old.stamp(), old.granularity()));
                case REWRITE -> put(items, withContent(old, fresh.content().toByteArray()));
                default -> put(items, withContent(old, edited(old.content().toByteArray())));
            }
        }

        private byte[] edited(byte[] content) {
            int at = content.length == 0 ? 0 : which % content.length;
            if (deed == Deed.CUT) {
                return java.util.Arrays.copyOf(content, at);
            }
            byte[] longer = new byte[content.length + (deed == Deed.INSERT ? 1 : 0)];
            System.arraycopy(content, 0, longer, longer.length - content.length, content.length);
            if (longer.length > 0) {
                longer[at] ^= 1;
            }
            return longer;
        }

        private Entry touched(Entry old) {
            return new Entry(
                    old.path(),
                    old.kind(),
                    old.size(),
                    fresh.entry().modified(),
                    fresh.entry().posix(),
                    old.link(),
                    old.extended());
        }

        private static void put(SortedMap<EntryPath, Item> items, Item item) {
            items.put(item.entry().path(), item);
        }

        private static Item withContent(Item old, byte[] content) {
            boolean file = old.entry().kind() == EntryKind.FILE;
            return file
                    ? new Item(
                            old.entry().withSize(content.length),
                            ByteString.of(content),
                            old.stamp(),
                            old.granularity())
                    : old;
        }

        private static Entry at(Entry old, EntryPath path) {
            return new Entry(path, old.kind(), old.size(), old.modified(), old.posix(), old.link(), old.extended());
        }

        /** Contents are long and say nothing. */
        @Override
        public String toString() {
            return deed + " #" + which + " " + fresh.entry() + " with "
                    + fresh.content().length() + " bytes, " + fresh.granularity();
        }
    }

    static Arbitrary<History> histories() {
        ListArbitrary<Edit> first = edits(Arbitraries.just(Deed.PUT)).ofMaxSize(12);
        Arbitrary<List<List<Edit>>> rounds =
                edits(Arbitraries.of(Deed.class)).ofMaxSize(6).list().ofMaxSize(3);
        return Combinators.combine(first, rounds, Arbitraries.of(true, false)).as(History::new);
    }

    private static ListArbitrary<Edit> edits(Arbitrary<Deed> deeds) {
        return Combinators.combine(deeds, Arbitraries.integers().greaterOrEqual(0), items())
                .as(Edit::new)
                .list();
    }

    static Arbitrary<Item> items() {
        return Combinators.combine(
                        paths(), kinds(), contents(), times(), owners(), links(), extended(), granularities())
                .as(Histories::item);
    }

    private static Item item(
            EntryPath path,
            EntryKind kind,
            byte[] content,
            @Nullable Instant modified,
            @Nullable PosixAttributes posix,
            ByteString link,
            Map<String, ByteString> extended,
            Granularity granularity) {
        boolean file = kind == EntryKind.FILE;
        // Which file a hard link leads to is known when all entries are there.
        ByteString target =
                kind == EntryKind.HARD_LINK ? ByteString.empty() : kind == EntryKind.SYMBOLIC_LINK ? link : null;
        // Sources of streams do not know sizes; every eighth file is of that sort.
        long size = file && Math.floorMod(content.length, 8) == 7 ? Entry.UNKNOWN_SIZE : file ? content.length : 0;
        Entry entry = new Entry(path, kind, size, modified, posix, target, extended);
        return new Item(entry, file ? ByteString.of(content) : ByteString.empty(), ByteString.empty(), granularity);
    }

    static Arbitrary<EntryPath> paths() {
        return Arbitraries.of(NAMES).list().ofMaxSize(3).map(names -> {
            EntryPath path = EntryPath.root();
            for (byte[] name : names) {
                path = path.resolve(name);
            }
            return path;
        });
    }

    private static Arbitrary<EntryKind> kinds() {
        return Arbitraries.frequency(
                Tuple.of(8, EntryKind.FILE),
                Tuple.of(2, EntryKind.DIRECTORY),
                Tuple.of(1, EntryKind.SYMBOLIC_LINK),
                Tuple.of(1, EntryKind.HARD_LINK));
    }

    /** Sizes around every border of the pipeline; some content is shared, some compresses, some is zeros. */
    private static Arbitrary<byte[]> contents() {
        Arbitrary<Integer> sizes = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of(0, 1, 2, 100, 4_095, 4_096)),
                Tuple.of(4, Arbitraries.of(32 * KIB - 1, 32 * KIB, 64 * KIB, 65_537, 200_007, 512 * KIB, 600_000)),
                Tuple.of(2, Arbitraries.of(MIB - 1, MIB, MIB + 1, 1_500_000)),
                Tuple.of(1, Arbitraries.of(8 * MIB, 8 * MIB + 1, 8 * MIB + 40_007)));
        Arbitrary<Integer> seeds = Arbitraries.integers().between(0, 3);
        return Combinators.combine(sizes, seeds, Arbitraries.of(Texture.class))
                .as((size, seed, texture) -> texture.make(size, seed));
    }

    /** What content looks like. */
    private enum Texture {
        RANDOM,
        TEXT,
        ZEROS,
        HOLES;

        byte[] make(int size, int seed) {
            byte[] bytes = new byte[size];
            Random random = new Random(seed);
            if (this == RANDOM || this == HOLES) {
                random.nextBytes(bytes);
            }
            for (int i = 0; i < size && this != RANDOM; i++) {
                bytes[i] = this == TEXT
                        ? (byte) ("backup " + seed).charAt(i % 8)
                        : this == ZEROS || i / 50_000 % 2 == seed % 2 ? 0 : bytes[i];
            }
            return bytes;
        }
    }

    private static Arbitrary<@Nullable Instant> times() {
        return Arbitraries.of(
                        Instant.EPOCH,
                        Instant.EPOCH.minusNanos(1),
                        Instant.parse("2026-11-21T10:15:30.123456789Z"),
                        Instant.MIN,
                        Instant.MAX)
                .injectNull(0.2);
    }

    private static Arbitrary<@Nullable PosixAttributes> owners() {
        return Arbitraries.of(
                        new PosixAttributes(0, 0, 0, "", ""),
                        new PosixAttributes(07777, 0xFFFF_FFFFL, Long.MAX_VALUE, "jörg", "使用者"),
                        new PosixAttributes(0644, 1000, 1000, "user", "group"))
                .injectNull(0.2);
    }

    private static Arbitrary<ByteString> links() {
        return Arbitraries.of(
                ByteString.empty(),
                ByteString.utf8("../a"),
                ByteString.of(new byte[] {(byte) 0xff, 0}),
                ByteString.utf8("/"));
    }

    private static Arbitrary<Map<String, ByteString>> extended() {
        return Arbitraries.of(0, 0, 0, 1, 3).map(count -> {
            Map<String, ByteString> attributes = new HashMap<>();
            for (int i = 0; i < count; i++) {
                attributes.put("user.é" + i, ByteString.of(new byte[i * 300]));
            }
            return attributes;
        });
    }

    private static Arbitrary<Granularity> granularities() {
        return Arbitraries.frequency(
                Tuple.of(6, Granularity.contentDefined()),
                Tuple.of(1, Granularity.pages(512)),
                Tuple.of(1, Granularity.pages(65_536)));
    }

    private static byte[] name(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
