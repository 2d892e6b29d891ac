package io.backup4j.core.internal.parity;

import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.format.ObjectFrame;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.repository.RepositoryObjects;
import io.backup4j.core.internal.run.RunControl;
import io.backup4j.testkit.InMemoryStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Packs of random bytes with the right check at their end: parity looks at nothing else. */
final class MadeUpPacks {
    static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    final InMemoryStore store = new InMemoryStore();
    final RepositoryObjects objects = new RepositoryObjects(store);
    private final List<ObjectId> packs = new ArrayList<>();
    private final List<byte[]> bytes = new ArrayList<>();

    /** Adds a pack of that many bytes, at least 40. */
    ObjectId add(int size) {
        ObjectId id = new ObjectId(packs.size(), size);
        byte[] content = new byte[size - ObjectFrame.SHORTEST];
        new Random(id.hashCode() * 31L + packs.size()).nextBytes(content);
        ByteWriter pack =
                new ByteWriter(size).raw(ObjectFrame.header(ObjectKind.PACK)).raw(content);
        ObjectFrame.appendCheck(pack);
        packs.add(id);
        bytes.add(pack.toByteArray());
        reset(id);
        return id;
    }

    byte[] bytes(ObjectId pack) {
        return bytes.get(packs.indexOf(pack));
    }

    List<Strip> wholePacks() {
        return packs.stream().map(id -> Strip.whole(id, bytes(id).length)).toList();
    }

    /** Makes a pack in the store what it was. */
    void reset(ObjectId pack) {
        store.overwrite(ObjectNames.pack(pack), bytes(pack));
    }

    static RunControl control() {
        return new RunControl("parity", CLOCK, event -> {});
    }

    /** Stores parity over some strips. */
    Parity protect(List<Strip> strips) throws UnsoundPackException {
        Parity parity = new Parity(new ObjectId(strips.size(), 77), strips);
        store.overwrite(parity.name(), new ParityMaker(objects, control(), parity).make());
        return parity;
    }

    /** Rebuilds a pack; the bytes are given only when all of them are right. */
    Optional<byte[]> rebuild(ObjectId pack) throws java.io.IOException {
        Optional<RebuiltPack> rebuilt = new PackRebuilder(objects, control()).rebuild(pack);
        if (rebuilt.filter(RebuiltPack::isWhole).isEmpty()) {
            return Optional.empty();
        }
        try (var in = rebuilt.get().over(store).read(ObjectNames.pack(pack), 0, Long.MAX_VALUE)) {
            return Optional.of(in.readAllBytes());
        }
    }
}
