package io.backup4j.core.internal.parity;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.StoredObject;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.internal.format.ObjectFrame;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.repository.LoadedIndex.Problem;
import io.backup4j.core.internal.repository.RepositoryObjects;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The parity objects of a repository, for which no key is needed.
 *
 * @param readable those whose beginning could be read, which all need be sound no further
 * @param problems those of which it could not
 */
public record Parities(List<Parity> readable, List<Problem> problems) {
    /** Reads the beginning of each. */
    public static Parities look(RepositoryObjects objects) {
        Parities found = new Parities(new ArrayList<>(), new ArrayList<>());
        for (StoredObject object : objects.list(ObjectNames.PARITY)) {
            ObjectNames.parityId(object.name()).ifPresent(id -> found.add(id, object, objects));
        }
        return found;
    }

    private void add(ObjectId id, StoredObject object, RepositoryObjects objects) {
        Optional<byte[]> beginning = objects.read(object.name(), 0, Parity.LONGEST_BEGINNING);
        try {
            beginning.ifPresent(bytes -> readable.add(Parity.read(id, bytes, object.size())));
        } catch (CorruptDataException | UnsupportedFormatException e) {
            problems.add(new Problem(object.name(), e));
        }
    }

    /** Returns the packs that are covered. */
    public Set<ObjectId> packs() {
        Set<ObjectId> packs = new HashSet<>();
        readable.forEach(parity -> packs.addAll(parity.packs()));
        return packs;
    }

    /** Returns those that cover a pack, groups first: they give back more. */
    List<Parity> covering(ObjectId pack) {
        return readable.stream()
                .filter(parity -> parity.packs().contains(pack))
                .sorted(Arrangement.STRONGEST_FIRST)
                .toList();
    }

    /** Returns those that cover a condemned pack, and are of no use any more. */
    public List<Parity> stale(Predicate<ObjectId> condemned) {
        return readable.stream()
                .filter(parity -> parity.packs().stream().anyMatch(condemned))
                .toList();
    }

    /**
     * Reads all bytes of an object.
     *
     * @throws CorruptDataException when one is not as it was written
     */
    public static void requireSound(RepositoryObjects objects, Parity parity) {
        objects.read(parity.name()).ifPresent(bytes -> ObjectFrame.verify(ObjectKind.PARITY, parity.name(), bytes));
    }
}
