package io.backup4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Measurements as a table in Markdown: a line for each step and peer, with ratios to the reference peer. */
final class Table {
    private static final String NONE = "";

    private final List<Measurement> measurements;
    private final String reference;

    Table(List<Measurement> measurements, String reference) {
        this.measurements = measurements;
        this.reference = reference;
    }

    String render() {
        List<String> lines = new ArrayList<>();
        lines.add("| step | peer | wall s: min / median / max | cpu s: min / median / max "
                + "| stolen s: min / median / max | peak RSS MB | repository MB "
                + "| wall / %1$s | cpu / %1$s | repository / %1$s |".formatted(reference));
        lines.add("|---|---|---|---|---|---|---|---|---|---|");
        for (Step step : Step.values()) {
            peers().forEach(peer -> line(step, peer).ifPresent(lines::add));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private List<String> peers() {
        return measurements.stream().map(Measurement::peer).distinct().sorted().toList();
    }

    private Optional<String> line(Step step, String peer) {
        List<Measurement> own = of(step, peer);
        if (own.isEmpty()) {
            return Optional.empty();
        }
        List<String> cells = List.of(
                step.label(),
                peer,
                spread(own, Table::wall),
                spread(own, Table::cpu),
                spread(own, Table::stolen),
                String.format(Locale.ROOT, "%.0f", figures(own, Table::peak).max()),
                isSizeKnown(own)
                        ? String.format(
                                Locale.ROOT, "%.2f", figures(own, Table::bytes).median() / 1e6)
                        : NONE,
                ratio(own, Table::wall),
                ratio(own, Table::cpu),
                isSizeKnown(own) ? ratio(own, Table::bytes) : NONE);
        return Optional.of("| " + String.join(" | ", cells) + " |");
    }

    private List<Measurement> of(Step step, String peer) {
        return measurements.stream()
                .filter(measurement ->
                        measurement.step() == step && measurement.peer().equals(peer))
                .toList();
    }

    private static double wall(Measurement measurement) {
        return measurement.cost().wallSeconds();
    }

    private static double cpu(Measurement measurement) {
        return measurement.cost().cpuSeconds();
    }

    private static double stolen(Measurement measurement) {
        return measurement.cost().stolenSeconds();
    }

    private static boolean isSizeKnown(List<Measurement> own) {
        return own.stream()
                .allMatch(measurement -> measurement.repositoryBytes().isPresent());
    }

    private static double bytes(Measurement measurement) {
        return measurement.repositoryBytes().orElseThrow();
    }

    private static double peak(Measurement measurement) {
        return measurement.cost().peakMegabytes();
    }

    private static Spread figures(List<Measurement> own, ToDoubleFunction<Measurement> figure) {
        return Spread.of(own.stream().mapToDouble(figure).boxed().toList());
    }

    private static String spread(List<Measurement> own, ToDoubleFunction<Measurement> figure) {
        Spread spread = figures(own, figure);
        return String.format(Locale.ROOT, "%.2f / %.2f / %.2f", spread.min(), spread.median(), spread.max());
    }

    /** The median of the ratios inside each round: what slowed both in one round cancels out. */
    private String ratio(List<Measurement> own, ToDoubleFunction<Measurement> figure) {
        List<Double> ratios = own.stream()
                .flatMap(measurement -> counterpart(measurement).stream()
                        .map(other -> figure.applyAsDouble(measurement) / figure.applyAsDouble(other)))
                .toList();
        return ratios.isEmpty()
                ? NONE
                : String.format(Locale.ROOT, "%.2f", Spread.of(ratios).median());
    }

    private Optional<Measurement> counterpart(Measurement measurement) {
        return of(measurement.step(), reference).stream()
                .filter(other ->
                        other.round() == measurement.round() && !other.peer().equals(measurement.peer()))
                .findFirst();
    }
}
