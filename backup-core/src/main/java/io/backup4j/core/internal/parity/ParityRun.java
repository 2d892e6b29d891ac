package io.backup4j.core.internal.parity;

import io.backup4j.api.Progress.Phase;
import io.backup4j.api.StoreException;
import io.backup4j.api.StoredObject;
import io.backup4j.core.ParityReport;
import io.backup4j.core.ParityRequest;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.repository.RepositoryObjects;
import io.backup4j.core.internal.run.RunControl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** One renewal, or removal, of parity. Used once, by one thread. */
public final class ParityRun {
    private final OpenRepository repository;
    private final RepositoryObjects objects;
    private final ParityRequest request;
    private final RunControl control;
    private final List<Parity> made = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long removed;
    private long bytesRemoved;

    /** Prepares a run. */
    public ParityRun(OpenRepository repository, ParityRequest request, RunControl control) {
        this.repository = repository;
        this.objects = repository.objects();
        this.request = request;
        this.control = control;
    }

    /** Makes what is not there yet, and only then removes what it stands in for; each object is complete in itself. */
    public ParityReport call() {
        control.enter(Phase.OPENING);
        Stock stock = Stock.of(repository);
        if (request.remove()) {
            control.enter(Phase.COMMITTING);
            stock.parities().readable().forEach(this::remove);
            stock.damaged().forEach(this::remove);
            return report(Set.of(), Set.of(), stock.packs().size());
        }
        notes.addAll(stock.notes());
        control.enter(Phase.TRANSFERRING);
        cover(stock);
        control.enter(Phase.COMMITTING);
        Arrangement end = arrange(stock, stock.packs());
        end.dropped().keySet().forEach(this::remove);
        stock.damaged().forEach(this::remove);
        return report(stock, end);
    }

    private Arrangement arrange(Stock stock, Map<ObjectId, Integer> packs) {
        List<Parity> present = Stream.concat(stock.parities().readable().stream(), made.stream())
                .toList();
        return Arrangement.of(packs, stock.collections()::condemns, present);
    }

    /** When a pack turns out to be damaged, what is left is arranged without it. */
    private void cover(Stock stock) {
        Map<ObjectId, Integer> sound = new HashMap<>(stock.packs());
        while (true) {
            List<List<Strip>> missing = arrange(stock, sound).made();
            expect(missing);
            try {
                for (List<Strip> strips : missing) {
                    make(strips);
                }
                return;
            } catch (UnsoundPackException e) {
                sound.remove(e.pack());
                notes.add(ObjectNames.pack(e.pack()) + " is not covered: " + e.getMessage());
            }
        }
    }

    private void expect(List<List<Strip>> missing) {
        control.beginAnew();
        List<Strip> strips = missing.stream().flatMap(List::stream).toList();
        control.expect(
                strips.stream().map(Strip::pack).distinct().count(),
                strips.stream().mapToLong(Strip::length).sum());
    }

    private void make(List<Strip> strips) throws UnsoundPackException {
        Parity parity = new Parity(ObjectId.random(repository.options().random()), strips);
        byte[] object = new ParityMaker(objects, control, parity).make();
        control.checkCancelled();
        if (!objects.create(parity.name(), object)) {
            throw new StoreException("There already is an object " + parity.name()
                    + ", which nobody but this run can have stored. Do it again: what is there is used then");
        }
        made.add(parity);
        control.stored(new StoredObject(parity.name(), object.length));
    }

    private void remove(Parity parity) {
        remove(parity.name());
        bytesRemoved += parity.size();
    }

    private void remove(String object) {
        control.checkCancelled();
        objects.delete(object);
        removed++;
    }

    private ParityReport report(Stock stock, Arrangement end) {
        Set<ObjectId> grouped = new HashSet<>();
        Set<ObjectId> alone = new HashSet<>();
        end.kept().forEach(parity -> (parity.isGroup() ? grouped : alone).addAll(parity.packs()));
        alone.removeAll(grouped);
        Set<ObjectId> uncovered = new HashSet<>(stock.packs().keySet());
        uncovered.removeAll(grouped);
        uncovered.removeAll(alone);
        return report(grouped, alone, uncovered.size());
    }

    private ParityReport report(Set<ObjectId> grouped, Set<ObjectId> alone, long uncovered) {
        return new ParityReport(
                made.size(),
                made.stream().mapToLong(Parity::size).sum(),
                removed,
                bytesRemoved,
                grouped.size(),
                alone.size(),
                uncovered,
                notes);
    }
}
