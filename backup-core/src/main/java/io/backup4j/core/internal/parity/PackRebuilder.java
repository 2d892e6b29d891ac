package io.backup4j.core.internal.parity;

import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.repository.RepositoryObjects;
import io.backup4j.core.internal.run.RunControl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Gives back packs that are lost, cut or damaged, in memory. Used by one thread. */
public final class PackRebuilder {
    private final RepositoryObjects objects;
    private final RunControl control;
    private final Parities parities;

    /** Looks which packs are covered. */
    public PackRebuilder(RepositoryObjects objects, RunControl control) {
        this.objects = objects;
        this.control = control;
        this.parities = Parities.look(objects);
    }

    /** Returns a pack as far as it can be read or given back; nothing when no parity covers it. */
    public Optional<RebuiltPack> rebuild(ObjectId pack) {
        List<Parity> covering = parities.covering(pack);
        if (covering.isEmpty()) {
            return Optional.empty();
        }
        int size = sizeOf(pack, covering.get(0));
        byte[] found = objects.read(ObjectNames.pack(pack), 0, size).orElse(new byte[0]);
        byte[] bytes = Arrays.copyOf(found, size);
        List<String> by = new ArrayList<>();
        boolean isWhole = isSound(bytes);
        for (Parity parity : covering) {
            if (!isWhole && sizeOf(pack, parity) == size) {
                if (new Mending(objects, control, parity, pack, bytes).run() > 0) {
                    by.add(parity.name());
                }
                isWhole = isSound(bytes);
            }
        }
        return Optional.of(new RebuiltPack(pack, bytes, by, isWhole));
    }

    private static int sizeOf(ObjectId pack, Parity parity) {
        return parity.strips().stream()
                .filter(strip -> strip.pack().equals(pack))
                .mapToInt(Strip::packSize)
                .findFirst()
                .orElse(0);
    }

    private static boolean isSound(byte[] bytes) {
        SoundPack pack = new SoundPack(bytes.length);
        pack.update(bytes);
        return pack.isSound();
    }
}
