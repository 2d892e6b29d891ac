package io.backup4j.cli;

import io.backup4j.api.BackupSource;
import io.backup4j.core.BackupRequest.NamedSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sources that can be named: {@code [NAME=]PATH} or {@code [NAME=]URL}. A further kind is a {@link Scheme} and a line in the list. */
final class SourceUrls {
    private static final Pattern NAMED = Pattern.compile("([\\p{L}\\p{N}][\\p{L}\\p{N}._-]*)=(.+)", Pattern.DOTALL);
    private static final FilesScheme FILES = new FilesScheme();
    private static final List<Scheme> SCHEMES =
            List.of(FILES, new SqliteScheme(), new CommandScheme(), new PostgresScheme());

    private SourceUrls() {}

    /** One kind of source. */
    interface Scheme {
        /** Returns whether this is what stands before the colon. */
        boolean isCalled(String scheme);

        /** Returns what a URL looks like, for people. */
        String form();

        /**
         * Returns the source; touches nothing yet.
         *
         * @param rest what stands behind the colon
         * @param remarks is told what people should know
         */
        Found find(String rest, TreeOptions options, Logins logins, Consumer<String> remarks);
    }

    /**
     * A source that was named.
     *
     * @param natural what its component is called when nobody says otherwise
     * @param identity equal for two sources of the same data
     * @param source the source
     */
    record Found(String natural, String identity, BackupSource source) {}

    /** A source and the name that was given to it, empty when none was. */
    private record Given(String name, Found found) {}

    /**
     * Returns the sources under names of their own, in the order in which they were given.
     *
     * @throws UsageException when one makes no sense, or two are the same or are called the same
     */
    static List<NamedSource> parse(
            List<String> arguments, TreeOptions options, Logins logins, Consumer<String> remarks) {
        List<Given> given = arguments.stream()
                .map(argument -> parse(argument, options, logins, remarks))
                .toList();
        requireDifferent(given);
        Set<String> taken = explicitNames(given);
        List<NamedSource> named = new ArrayList<>();
        for (Given one : given) {
            String name = one.name().isEmpty() ? free(one.found().natural(), taken) : one.name();
            named.add(new NamedSource(name, one.found().source()));
        }
        return named;
    }

    private static Given parse(String argument, TreeOptions options, Logins logins, Consumer<String> remarks) {
        Matcher named = NAMED.matcher(argument);
        return named.matches()
                ? new Given(named.group(1), find(named.group(2), options, logins, remarks))
                : new Given("", find(argument, options, logins, remarks));
    }

    private static Found find(String pathOrUrl, TreeOptions options, Logins logins, Consumer<String> remarks) {
        Optional<Url> url = Url.of(pathOrUrl);
        return url.isEmpty()
                ? FILES.find(pathOrUrl, options, logins, remarks)
                : scheme(url.get()).find(url.get().rest(), options, logins, remarks);
    }

    private static Scheme scheme(Url url) {
        return SCHEMES.stream()
                .filter(scheme -> scheme.isCalled(url.scheme()))
                .findFirst()
                .orElseThrow(() -> url.unknown("source", forms()));
    }

    private static String forms() {
        return String.join(", ", SCHEMES.stream().map(Scheme::form).toList());
    }

    private static void requireDifferent(List<Given> given) {
        Set<String> seen = new HashSet<>();
        for (Given one : given) {
            if (!seen.add(one.found().identity())) {
                throw new UsageException("The same source is given twice: "
                        + one.found().source().location());
            }
        }
    }

    private static Set<String> explicitNames(List<Given> given) {
        Set<String> names = new HashSet<>();
        for (Given one : given) {
            if (!one.name().isEmpty() && !names.add(one.name())) {
                throw new UsageException("Two sources are called '" + one.name() + "'");
            }
        }
        return names;
    }

    private static String free(String natural, Set<String> taken) {
        String name = natural;
        for (int i = 2; !taken.add(name); i++) {
            name = natural + '-' + i;
        }
        return name;
    }
}
