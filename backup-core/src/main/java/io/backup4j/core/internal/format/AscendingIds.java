package io.backup4j.core.internal.format;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Ids as stored objects list them: how many, then each once, sorted by their bytes, with what is said about it behind it. */
public final class AscendingIds {
    private AscendingIds() {}

    /**
     * Writes ids with nothing behind them.
     *
     * @param ids each once, in any order
     */
    public static void write(ByteWriter out, Collection<ObjectId> ids) {
        out.varint(ids.size());
        ids.stream().sorted(ObjectId.BY_BYTES).forEach(id -> id.writeTo(out));
    }

    /**
     * Writes ids with what is said about each.
     *
     * @param behind called behind each to write that
     */
    public static <T> void write(ByteWriter out, Map<ObjectId, T> said, Consumer<T> behind) {
        out.varint(said.size());
        said.entrySet().stream()
                .sorted(Comparator.comparing(Entry::getKey, ObjectId.BY_BYTES))
                .forEach(entry -> {
                    entry.getKey().writeTo(out);
                    behind.accept(entry.getValue());
                });
    }

    /**
     * Reads ids.
     *
     * @param smallest bytes that stand behind an id at least
     * @param behind called behind each to read what is said about it
     * @throws io.backup4j.api.CorruptDataException when they do not ascend or are cut off
     */
    public static void read(ByteReader in, int smallest, Consumer<ObjectId> behind) {
        ObjectId last = null;
        for (int left = in.count(ObjectId.LENGTH + smallest); left > 0; left--) {
            ObjectId id = ObjectId.read(in);
            requireBehind(last, id, in);
            behind.accept(id);
            last = id;
        }
    }

    private static void requireBehind(@Nullable ObjectId last, ObjectId id, ByteReader in) {
        if (last != null && ObjectId.BY_BYTES.compare(last, id) >= 0) {
            throw in.corrupt("id " + id + " not behind all smaller ones");
        }
    }
}
