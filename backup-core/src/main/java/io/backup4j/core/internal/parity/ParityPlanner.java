package io.backup4j.core.internal.parity;

import io.backup4j.api.PlannedAction.Action;
import io.backup4j.core.ParityRequest;
import io.backup4j.core.Plan;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.run.PlannedActions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out what a run of parity would do, from what is listed: damaged packs are found by the run. Used once, by one thread. */
public final class ParityPlanner {
    private final OpenRepository repository;
    private final ParityRequest request;

    /** Prepares a plan. */
    public ParityPlanner(OpenRepository repository, ParityRequest request) {
        this.repository = repository;
        this.request = request;
    }

    /** Plans. */
    public Plan plan() {
        Stock stock = Stock.of(repository);
        return request.remove() ? removal(stock) : renewal(stock);
    }

    private Plan removal(Stock stock) {
        Map<Parity, String> dropped =
                stock.parities().readable().stream().collect(Collectors.toMap(parity -> parity, parity -> ""));
        return plan(List.of(), dropped, stock, 0, List.of());
    }

    private Plan renewal(Stock stock) {
        List<Parity> present = stock.parities().readable();
        List<Parity> made = Arrangement.of(stock.packs(), stock.collections()::condemns, present).made().stream()
                .map(strips -> new Parity(ObjectId.random(repository.options().random()), strips))
                .toList();
        // What is dropped follows from what will be there then.
        List<Parity> then = Stream.concat(present.stream(), made.stream()).toList();
        Arrangement end = Arrangement.of(stock.packs(), stock.collections()::condemns, then);
        return plan(made, end.dropped(), stock, end.kept().size() - made.size(), stock.notes());
    }

    private Plan plan(List<Parity> made, Map<Parity, String> dropped, Stock stock, long kept, List<String> notes) {
        PlannedActions actions = new PlannedActions();
        // Its name is drawn when it is made.
        made.forEach(parity -> actions.add("parity", Action.CREATE, parity.size(), describe(parity)));
        dropped.forEach((parity, reason) -> actions.add(parity.name(), Action.DELETE, parity.size(), reason));
        stock.damaged().forEach(name -> actions.add(name, Action.DELETE, 0, "it cannot be read"));
        actions.keep(kept);
        return actions.plan(
                request.verb(),
                made.stream().mapToLong(Parity::size).sum(),
                dropped.keySet().stream().mapToLong(Parity::size).sum(),
                notes);
    }

    private static String describe(Parity parity) {
        String what = parity.isGroup() ? "a group of " + parity.packs().size() + " packs" : "one pack";
        return "for " + what + " of " + parity.covered() + " bytes";
    }
}
