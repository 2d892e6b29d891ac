package io.backup4j.core.internal.parity;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.StoredObject;
import io.backup4j.core.internal.collect.CollectionLog;
import io.backup4j.core.internal.format.ObjectFrame;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.repository.CollectionRecords;
import io.backup4j.core.internal.repository.LoadedIndex.Problem;
import io.backup4j.core.internal.repository.OpenRepository;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The packs and the parity that there are.
 *
 * @param packs bytes of each pack that can be covered
 * @param collections which packs are condemned
 * @param parities the parity
 * @param notes for people: what cannot be covered, or is lost
 */
record Stock(
        Map<ObjectId, Integer> packs,
        CollectionLog<RestorePointId, ObjectId> collections,
        Parities parities,
        List<String> notes) {
    /** Lists packs behind parity, so that none counts as lost that was covered a moment ago. */
    static Stock of(OpenRepository repository) {
        Parities parities = Parities.look(repository.objects());
        Map<ObjectId, Integer> packs = new HashMap<>();
        List<StoredObject> listed = repository.objects().list(ObjectNames.PACKS);
        Stock stock = new Stock(packs, new CollectionRecords(repository).look().log(), parities, new ArrayList<>());
        Set<ObjectId> lost = parities.packs();
        lost.removeIf(stock.collections::condemns);
        listed.forEach(object -> ObjectNames.packId(object.name()).ifPresent(pack -> {
            lost.remove(pack);
            stock.add(pack, object.size());
        }));
        lost.forEach(pack -> stock.notes.add(ObjectNames.pack(pack) + " is missing: repair the repository"));
        return stock;
    }

    /** What is shorter than an empty object is damaged, and somebody else says so. */
    private void add(ObjectId pack, long size) {
        if (size > Parity.LARGEST_PACK) {
            notes.add(ObjectNames.pack(pack) + " is too large to be covered");
        } else if (size >= ObjectFrame.SHORTEST && !collections.condemns(pack)) {
            packs.put(pack, (int) size);
        }
    }

    /** Returns the names of objects that cannot be read and are good for nothing. */
    List<String> damaged() {
        return parities.problems().stream()
                .filter(problem -> problem.cause() instanceof CorruptDataException)
                .map(Problem::object)
                .toList();
    }
}
